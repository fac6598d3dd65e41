//! The font that SVG carries with it, so that the text has the widths it was measured by.
//!
//! What it is and where it comes from stands in `font/README.md`.

use std::fmt::Write;

use super::text::Face;

/// The name by which the drawings ask for it.
pub(super) const FAMILY: &str = "Regc Serif";

static REGULAR: [u8; 14032] = base64(include_bytes!("font/regular.woff2"));
static BOLD: [u8; 14172] = base64(include_bytes!("font/bold.woff2"));
static ITALIC: [u8; 14896] = base64(include_bytes!("font/italic.woff2"));

/// Writes the rule of a style sheet that brings a face along.
pub(super) fn rule(out: &mut String, face: Face) {
    let (data, weight, style) = match face {
        Face::Regular => (REGULAR.as_slice(), "normal", "normal"),
        Face::Bold => (BOLD.as_slice(), "bold", "normal"),
        Face::Italic => (ITALIC.as_slice(), "normal", "italic"),
    };
    let data = str::from_utf8(data).unwrap_or_default();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "@font-face{{font-family:\"{FAMILY}\";font-weight:{weight};font-style:{style};\
         src:url(data:font/woff2;base64,{data}) format(\"woff2\")}}"
    );
}

/// Bytes as text, six bits a character (RFC 4648). It is done while the program is compiled, where `LENGTH`
/// characters that do not fit are told.
#[expect(clippy::indexing_slicing, reason = "an index out of bounds is an error of the compilation")]
const fn base64<const LENGTH: usize>(bytes: &[u8]) -> [u8; LENGTH] {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    assert!(bytes.len().div_ceil(3) * 4 == LENGTH, "four characters for every three bytes begun");
    // What is left has a letter for each six bits begun, and is filled up.
    let mut text = [b'='; LENGTH];
    let mut place = 0;
    while place * 6 < bytes.len() * 8 {
        let (byte, bit) = (place * 6 / 8, place * 6 % 8);
        let next = if byte + 1 < bytes.len() { bytes[byte + 1] } else { 0 };
        let bits = u16::from_be_bytes([bytes[byte], next]) >> (10 - bit);
        text[place] = ALPHABET[(bits & 63) as usize];
        place += 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    /// The test vectors of RFC 4648, section 10.
    #[test]
    fn base64_is_that_of_the_standard() {
        assert_eq!(base64::<0>(b""), *b"");
        assert_eq!([b"f", b"\xff"].map(|text| base64(text)), [*b"Zg==", *b"/w=="]);
        assert_eq!(base64(b"fo"), *b"Zm8=");
        assert_eq!(base64(b"foo"), *b"Zm9v");
        assert_eq!(base64(b"foob"), *b"Zm9vYg==");
        assert_eq!(base64(b"fooba"), *b"Zm9vYmE=");
        assert_eq!(base64(b"foobar"), *b"Zm9vYmFy");
    }
}
