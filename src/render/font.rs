//! The font that SVG carries with it, so that the text has the widths it was measured by.
//!
//! What it is and where it comes from stands in `font/README.md`.

use super::text::Face;

/// The name by which the drawings ask for it.
pub(super) const FAMILY: &str = "Regc Serif";

const REGULAR: &[u8] = include_bytes!("font/regular.woff2");
const BOLD: &[u8] = include_bytes!("font/bold.woff2");
const ITALIC: &[u8] = include_bytes!("font/italic.woff2");

/// The rule of a style sheet that brings a face along.
pub(super) fn rule(face: Face) -> String {
    let (bytes, weight, style) = match face {
        Face::Regular => (REGULAR, "normal", "normal"),
        Face::Bold => (BOLD, "bold", "normal"),
        Face::Italic => (ITALIC, "normal", "italic"),
    };
    let data = base64(bytes);
    format!(
        "@font-face{{font-family:\"{FAMILY}\";font-weight:{weight};font-style:{style};\
         src:url(data:font/woff2;base64,{data}) format(\"woff2\")}}"
    )
}

/// Bytes as text, six bits a character (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |bits: u8| ALPHABET.get(usize::from(bits & 63)).copied().unwrap_or(b'=');
    let four = |one: u8, two: u8, three: u8| {
        [letter(one >> 2), letter(one << 4 | two >> 4), letter(two << 2 | three >> 6), letter(three)]
    };
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    let (triples, rest) = bytes.as_chunks::<3>();
    for [one, two, three] in triples {
        text.extend_from_slice(&four(*one, *two, *three));
    }
    // What is left has a letter for each six bits begun, and is filled up.
    let [one, two, three, _] = four(rest.first().copied().unwrap_or(0), rest.get(1).copied().unwrap_or(0), 0);
    match rest.len() {
        0 => {}
        1 => text.extend_from_slice(&[one, two, b'=', b'=']),
        _ => text.extend_from_slice(&[one, two, three, b'=']),
    }
    String::from_utf8(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::base64;

    /// The test vectors of RFC 4648, section 10.
    #[test]
    fn base64_is_that_of_the_standard() {
        let written = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(written, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }
}
