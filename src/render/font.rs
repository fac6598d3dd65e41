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
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let value = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            let is_padding = usize::try_from(place).is_ok_and(|place| place > chunk.len());
            let letter = ALPHABET.get(value).filter(|_| !is_padding);
            text.push(letter.map_or('=', |letter| char::from(*letter)));
        }
    }
    text
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
