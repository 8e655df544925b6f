//! Every kind of broken text, and the message that a person gets for it.

use super::*;

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "f64")]
struct Positive(f64);

impl TryFrom<f64> for Positive {
    type Error = String;
    fn try_from(value: f64) -> Result<Self, String> {
        if value > 0.0 { Ok(Self(value)) } else { Err(format!("is {value}; write a number above 0")) }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TestEntry {
    id: String,
    tdp_w: Option<Positive>,
    #[serde(default)]
    aliases: Vec<String>,
    year: u16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TestFile {
    schema: String,
    version: u32,
    entries: Vec<TestEntry>,
}

fn read(text: &str) -> Result<TestFile, FileError> {
    parse("f.ron", text, "flopwise/test", 1)
}

fn with_entry(entry: &str) -> Result<TestFile, FileError> {
    let before = "// A comment\n(\n  schema: \"flopwise/test\", version: 1,\n  entries: [\n";
    read(&format!("{before}    (id: \"ok\", year: 1),\n    {entry},\n  ],\n)\n"))
}

#[test]
fn a_good_file_is_read() {
    let file = with_entry(r#"(id: "a", tdp_w: 700, aliases: ["A", "b"], year: 2022)"#).unwrap();
    assert_eq!((file.schema.as_str(), file.version), ("flopwise/test", 1));
    let entry = &file.entries[1];
    assert_eq!((entry.id.as_str(), entry.year, entry.aliases.len()), ("a", 2022, 2));
    assert_eq!(entry.tdp_w.unwrap().0, 700.0);
}

#[test]
fn broken_entries_are_located_and_explained() {
    let cases = [
        (r#"(id: "a", tdp_w: -3, year: 3)"#, "6:15: tdp_w is -3; write a number above 0"),
        (r#"(id: "a", tdp_w: NaN, year: 3)"#, "6:15: tdp_w is NaN; write a number above 0"),
        ("(id: \"a\",\n  tdp_w: -3,\n  year: 3)", "7:3: tdp_w is -3; write a number above 0"),
        (
            r#"(id: "a", tpd_w: 3, year: 3)"#,
            r#"6:15: unknown key "tpd_w" in this test entry; did you mean "tdp_w"?"#,
        ),
        (
            r#"(id: "a", zzz: 3, year: 3)"#,
            r#"6:15: unknown key "zzz" in this test entry; known keys: id, tdp_w, aliases, year"#,
        ),
        (r#"(id: "a", tdp_w: 3)"#, r#"6:5: the key "year" is missing in this test entry; add it"#),
        (
            r#"(id: "a", id: "b", year: 3)"#,
            r#"6:15: the key "id" is given twice in this test entry; keep one"#,
        ),
        (r#"(id: "a", tdp_w: 3 year: 3)"#, "6:24: a comma is missing before this"),
        (r#"(id: "a", tdp_w: 700 W, year: 3)"#, "6:26: a comma is missing before this"),
        (r#"(id: "a", tdp_w: "3", year: 3)"#, r#"6:15: expected a number for tdp_w but found "3""#),
        (r#"(id: 7, year: 3)"#, "6:6: expected a text in double quotes for id but found 7"),
        (r#"(id: "a", year: 3.5)"#, "6:15: expected a whole number for year but found 3.5"),
        (r#"(id: "a", year: 1e3)"#, "6:15: expected a whole number for year but found 1e3"),
        (
            r#"(id: "a", year: 70000)"#,
            "6:15: expected a whole number that is neither negative nor so large for year but found 70000",
        ),
        (
            r#"(id: "a", aliases: "x", year: 1)"#,
            r#"6:15: expected a list in square brackets for aliases but found "x""#,
        ),
        (
            r#"(id: "a", aliases: ["b", 1], year: 1)"#,
            r#"6:15: expected a text in double quotes for aliases but found 1"#,
        ),
        (r#"(id: "a, year: 1)"#, "6:11: a text is not closed; add the second double quote"),
        (r#"(id: "a", year 1)"#, "6:20: a colon is missing between key and value"),
        (r#"Chip(id: "a", year: 1)"#, r#"6:9: remove the name "Chip" before the parenthesis"#),
        (r#"(id: "a", year: 1"#, "7:3: a key or a closing parenthesis ')' is expected here"),
        (r#"{id: 3}"#, "6:5: expected an opening parenthesis but found {id: 3"),
    ];
    for (entry, expected) in cases {
        let message = with_entry(entry).unwrap_err().to_string();
        assert_eq!(message, format!("f.ron:{expected}"), "for {entry}");
    }
}

#[test]
fn broken_envelopes_are_explained() {
    let no_header = r#"does not say what it is: begin the file with (schema: "flopwise/…", version: 1, …"#;
    let cases = [
        ("", no_header),
        (" \n", no_header),
        ("hello", no_header),
        ("[1]", no_header),
        ("()", no_header),
        (r#"(schema: "flopwise/test")"#, no_header),
        (
            r#"(schema: "flopwise/sites", version: 1)"#,
            r#"is a "flopwise/sites" file, but "flopwise/test" was expected here; open it where that kind belongs"#,
        ),
        (
            r#"(schema: "flopwise/test", version: 3, from_the_future: "#,
            "was written by a newer flopwise: version 3, this one reads up to 1; update flopwise",
        ),
        (r#"(schema: "flopwise/test", version: 0)"#, "has no known version: 0; this flopwise reads 1 to 1"),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text).unwrap_err().to_string(), format!("f.ron: {expected}"), "for {text:?}");
    }
    let message = read(r#"(schema: "flopwise/test", version: "1")"#).unwrap_err().to_string();
    assert_eq!(message, r#"f.ron:1:27: expected a whole number for version but found "1""#);
    let message = read(r#"(schema: "flopwise/test", version: 1, entries: []) x"#).unwrap_err().to_string();
    assert_eq!(message, "f.ron:1:52: the file should end here; remove what follows");
}

#[test]
fn the_header_is_read_wherever_it_stands() {
    let text =
        "#![enable(implicit_some)]\n/* c */ (version: 2, other: [(a: 1)], schema: \"flopwise/test\", x: (((";
    let header = read_header(text).unwrap();
    assert_eq!(header, Header { schema: "flopwise/test".into(), version: 2 });
}

#[test]
fn too_large_and_binary_files_are_refused() {
    let folder = std::env::temp_dir().join(format!("flopwise-envelope-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("big.ron");
    fs::write(&path, vec![b' '; MAX_BYTES as usize + 1]).unwrap();
    let expected =
        "big.ron: is too large: 8388609 bytes, the limit is 8388608; split it or remove what is not needed";
    assert_eq!(read_text(&path).unwrap_err().to_string(), expected);
    fs::write(&path, b"ok \xff").unwrap();
    let expected = "big.ron: is not a text file (byte 3 is not UTF-8); save it as UTF-8 text";
    assert_eq!(read_text(&path).unwrap_err().to_string(), expected);
    fs::write(&path, "\u{feff}()").unwrap();
    assert_eq!(read_text(&path).unwrap(), "()");
    fs::remove_dir_all(&folder).unwrap();
    let expected = "big.ron: cannot be read: there is no such file or folder; check the path";
    assert_eq!(read_text(&path).unwrap_err().to_string(), expected);
}

/// Whatever is cut off or mistyped is answered with an error within the text, never with a panic.
#[test]
fn any_mutilation_is_an_error_with_a_place_in_the_text() {
    let good = "// é\n(\n  schema: \"flopwise/test\", version: 1,\n  entries: [(id: \"ß\", tdp_w: 7.5e2, aliases: [\"A\\\"\"], year: 2022)],\n)\n";
    assert!(read(good).is_ok());
    let places = |text: &str| {
        let Err(error) = read(text) else { return };
        let Some(position) = error.position else { return };
        let line = text.split('\n').nth(position.line - 1);
        let columns = line.map_or(0, |line| line.chars().count());
        assert!(position.column <= columns + 1, "{error} in {text:?}");
    };
    for (offset, character) in good.char_indices() {
        let (before, after) = good.split_at(offset);
        places(before);
        for wrong in ["", "\"", "(", ")", "[", "]", ",", ":", "é", "9", "-", "\n", "\\", "/*", "\u{0}"] {
            places(&format!("{before}{wrong}{}", &after[character.len_utf8()..]));
        }
    }
}
