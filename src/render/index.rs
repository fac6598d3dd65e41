//! A page that shows all the annexes of all acts: HTML that needs nothing but the pictures beside it.

use std::fmt::Write as _;

use super::escape::xml;
use super::wording;
use crate::language::Language;

/// A regulation and its annexes.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// The regulation's title.
    pub title: String,
    /// The act that approved it, in words.
    pub act: String,
    /// The language both are in.
    pub language: Language,
    /// Its drawings.
    pub pictures: Vec<Picture>,
}

/// A drawing in its files.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    /// What it shows, on one line.
    pub title: String,
    /// What to call it: the annex, or the procedure.
    pub name: String,
    /// Its files, relative to the page, with slashes; the first is shown.
    pub files: Vec<String>,
}

/// The page, its own words in `language`.
#[must_use]
pub fn index(language: Language, sections: &[Section]) -> String {
    let mut out = String::new();
    let title = wording::index_title(language);
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        language.code()
    );
    if sections.len() > 1 {
        contents(&mut out, sections);
    }
    for (number, section) in sections.iter().enumerate() {
        write_section(&mut out, number, section);
    }
    out.push_str("</body>\n</html>\n");
    out
}

const STYLE: &str = "body{margin:2rem auto;max-width:80rem;padding:0 1rem;color:#000;background:#fff;\
    font-family:\"Times New Roman\",\"Liberation Serif\",Tinos,serif}\
    h2{margin-top:2.5rem;border-top:1px solid #767676;padding-top:1rem}\
    .pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1.5rem}\
    figure{margin:0}figure img{display:block;width:100%;height:22rem;object-fit:contain;border:1px solid #767676;\
    background:#fff}figcaption{padding:.4rem 0}a{color:#0645ad}a:focus-visible{outline:3px solid #0645ad}\
    @media print{figure{break-inside:avoid}}";

fn contents(out: &mut String, sections: &[Section]) {
    out.push_str("<nav><ul>\n");
    for (number, section) in sections.iter().enumerate() {
        let _ = writeln!(
            out,
            "<li lang=\"{}\"><a href=\"#r{number}\">{}</a> – {}</li>",
            section.language.code(),
            xml(&section.title),
            xml(&section.act)
        );
    }
    out.push_str("</ul></nav>\n");
}

fn write_section(out: &mut String, number: usize, section: &Section) {
    let language = section.language.code();
    let _ = writeln!(out, "<section lang=\"{language}\">\n<h2 id=\"r{number}\">{}</h2>", xml(&section.title));
    if !section.act.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", xml(&section.act));
    }
    out.push_str("<div class=\"pictures\">\n");
    for picture in &section.pictures {
        write_picture(out, picture);
    }
    out.push_str("</div>\n</section>\n");
}

fn write_picture(out: &mut String, picture: &Picture) {
    let Some(first) = picture.files.first() else { return };
    let (first, title) = (link(first), xml(&picture.title));
    let _ = write!(
        out,
        "<figure><a href=\"{first}\"><img src=\"{first}\" alt=\"{title}\" loading=\"lazy\"></a>\n\
         <figcaption><strong>{}</strong> {title}",
        xml(&picture.name)
    );
    for file in &picture.files {
        let kind = file.rsplit('.').next().unwrap_or_default().to_uppercase();
        let _ = write!(out, " <a href=\"{}\">{}</a>", link(file), xml(&kind));
    }
    out.push_str("</figcaption></figure>\n");
}

/// A path as a relative link: whatever means something else in a link is written in percents.
fn link(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    // A name with a colon before the first slash would be taken for a protocol.
    format!("./{out}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_or_a_name_becomes_markup() {
        let evil = "\"><script>x</script>&'";
        let picture = Picture { title: evil.to_owned(), name: evil.to_owned(), files: vec![format!("{evil}.svg")] };
        let section =
            Section { title: evil.to_owned(), act: evil.to_owned(), language: Language::En, pictures: vec![picture] };
        let page = index(Language::En, &[section.clone(), section]);
        assert!(!page.contains("<script>"));
        assert!(page.contains("src=\"./%22%3E%3Cscript%3Ex%3C/script%3E%26%27.svg\""));
    }

    #[test]
    fn links_are_relative_and_whole() {
        assert_eq!(link("а b/c#1?.svg"), "./%D0%B0%20b/c%231%3F.svg");
    }
}
