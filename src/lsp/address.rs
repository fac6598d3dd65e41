//! Addresses of files: `file:` URIs, as editors write them, and paths.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;

const SCHEME: &str = "file://";

/// The path that a URI stands for; what is no file is known by its URI alone.
pub fn path(uri: &Uri) -> PathBuf {
    let text = uri.as_str();
    let Some(rest) = text.strip_prefix(SCHEME) else { return PathBuf::from(text) };
    let path = rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or(rest);
    let path = String::from_utf8_lossy(&decoded(path)).into_owned();
    PathBuf::from(without_root(&path))
}

/// `/c:/acts` is `c:/acts` where drives have letters.
fn without_root(path: &str) -> &str {
    let is_drive = |rest: &&str| rest.as_bytes().get(1) == Some(&b':');
    path.strip_prefix('/').filter(|_| cfg!(windows)).filter(is_drive).unwrap_or(path)
}

/// The URI of a path.
pub fn uri(path: &Path) -> Option<Uri> {
    let text = path.to_string_lossy();
    if text.contains(':') && !path.is_absolute() {
        return Uri::from_str(&text).ok();
    }
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    let root = if text.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("{SCHEME}{root}{}", encoded(&text))).ok()
}

/// Bytes with every `%41` put back.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let decoded = code(after).filter(|_| *byte == b'%');
        bytes.push(decoded.unwrap_or(*byte));
        rest = if decoded.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes
}

/// The byte that two figures of a text stand for.
fn code(text: &[u8]) -> Option<u8> {
    let figure = |byte: &u8| char::from(*byte).to_digit(16);
    let &[high, low] = text.first_chunk()?;
    u8::try_from(figure(&high)? * 16 + figure(&low)?).ok()
}

fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(windows))]
    #[test]
    fn a_path_is_the_same_behind_its_uri() {
        for text in ["/acts/разрешение.reg", "/a b/c#d?e%20.reg", "/x:/y[1].reg"] {
            let uri = uri(Path::new(text)).unwrap();
            assert!(uri.as_str().is_ascii());
            assert_eq!(path(&uri), Path::new(text));
        }
    }

    #[test]
    fn a_uri_that_is_no_file_is_its_own_path() {
        let untitled = Uri::from_str("untitled:Untitled-1").unwrap();
        assert_eq!(uri(&path(&untitled)).unwrap(), untitled);
    }

    /// A `%` that stands for itself is what an editor meant that does not encode.
    #[test]
    fn what_is_no_code_of_a_byte_stays() {
        for text in ["/a%", "/a%4", "/a%zz", "/a%+1", "/%%", "/a%-0b"] {
            assert_eq!(decoded(text), text.as_bytes());
        }
        assert_eq!(decoded("/%41%e2%84%96%25z%%41"), "/A№%z%A".as_bytes());
    }
}
