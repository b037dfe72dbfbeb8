//! Uploads, good and bad. The bad ones are made here, byte by byte.

use super::*;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GenericImageView as _, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

// ---- files made for the occasion

/// Left half red, right half blue: to see which way up it is.
fn flag(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) },
    )
}

fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    flag(64, 32).write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 95)).unwrap();
    bytes
}

fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// EXIF as a phone writes it: orientation 6 (turn a quarter to the right), latitude 31° north.
fn exif() -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08".to_vec();
    tiff.extend(b"\0\x02");
    tiff.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"); // Orientation
    tiff.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26"); // GPSInfo at 38
    tiff.extend(b"\0\0\0\0");
    tiff.extend(b"\0\x02");
    tiff.extend(b"\0\x01\0\x02\0\0\0\x02N\0\0\0"); // GPSLatitudeRef
    tiff.extend(b"\0\x02\0\x05\0\0\0\x03\0\0\0\x44"); // GPSLatitude at 68
    tiff.extend(b"\0\0\0\0");
    tiff.extend(b"\0\0\0\x1f\0\0\0\x01\0\0\0\x0a\0\0\0\x01\0\0\0\0\0\0\0\x01");
    tiff
}

fn jpeg_of_a_phone() -> Vec<u8> {
    let plain = jpeg();
    let segment = [b"Exif\0\0".to_vec(), exif()].concat();
    let length = (segment.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &segment, &plain[2..]].concat()
}

/// A real PNG whose header claims another size, with the right checksum.
fn png_claiming(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(flag(8, 8), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = crc32(&bytes[12..29]).to_be_bytes();
    bytes[29..33].copy_from_slice(&checksum);
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx_with(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<?xml version=\"1.0\"?><Types/>"),
        ("word/document.xml", b"<?xml version=\"1.0\"?><w:document/>"),
    ];
    entries.extend(more);
    archive(&entries)
}

/// A compound file with these names in its directory: enough for whoever only reads names.
fn compound(names: &[&str]) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    for name in names {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = entry.len() as u16 + 2;
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.push(2);
        entry.resize(128, 0);
        bytes.extend(entry);
    }
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n".to_vec()
}

fn elf() -> Vec<u8> {
    [&b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0"[..], &[0; 200]].concat()
}

fn rejected(name: &str, bytes: &[u8]) -> &'static str {
    let refused = examine(name, bytes).expect_err(name);
    let sentence = refused.to_string();
    assert!(sentence.ends_with('。'), "not a sentence: {sentence}");
    refused.code()
}

// ---- what comes in

#[test]
fn each_kind_on_the_list_comes_in_under_its_own_name() {
    let mp4 = |brand: &[u8]| [b"\0\0\0\x18ftyp", brand, b"\0\0\x02\0isommp41", &[0; 64]].concat();
    let tagged = [&b"ID3\x04\0\0\0\0\0\x0a"[..], &[0; 10], b"\xff\xfb\x90\x64", &[0; 64]].concat();
    let files: Vec<(&str, Vec<u8>, FileKind)> = vec![
        ("现场照片.JPG", jpeg(), FileKind::Jpeg),
        ("现场照片.jpeg", jpeg(), FileKind::Jpeg),
        ("截图.png", encoded(flag(8, 8), ImageFormat::Png), FileKind::Png),
        ("截图.webp", encoded(flag(8, 8), ImageFormat::WebP), FileKind::Webp),
        ("决定书.pdf", pdf(), FileKind::Pdf),
        ("申请书.doc", compound(&["Root Entry", "WordDocument", "1Table"]), FileKind::Doc),
        ("申请书.docx", docx_with(&[]), FileKind::Docx),
        ("清单.xls", compound(&["Root Entry", "Workbook"]), FileKind::Xls),
        (
            "清单.xlsx",
            archive(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<w/>")]),
            FileKind::Xlsx,
        ),
        ("通知.ofd", archive(&[("OFD.xml", b"<ofd:OFD/>"), ("Doc_0/Document.xml", b"<d/>")]), FileKind::Ofd),
        ("说明.txt", "事情经过：2026年3月1日……\r\n".into(), FileKind::Text),
        ("录音.mp3", [&b"\xff\xfb\x90\x64"[..], &[0; 400]].concat(), FileKind::Mp3),
        ("录音2.mp3", tagged, FileKind::Mp3),
        ("录音.m4a", mp4(b"M4A "), FileKind::M4a),
        ("录音.wav", [&b"RIFF\x24\0\0\0WAVEfmt "[..], &[0; 64]].concat(), FileKind::Wav),
        ("录像.mp4", mp4(b"isom"), FileKind::Mp4),
        ("录像2.mp4", mp4(b"mp42"), FileKind::Mp4),
        ("全角．ｐｄｆ", pdf(), FileKind::Pdf),
    ];
    for (name, bytes, kind) in files {
        let accepted = examine(name, &bytes).unwrap_or_else(|refused| panic!("{name}: {refused}"));
        assert_eq!(accepted.kind, kind, "{name}");
        assert_eq!(accepted.original, hash_of(&bytes));
        assert_eq!(accepted.cleaned.is_some(), kind.is_picture(), "{name}");
    }
}

#[test]
fn a_phones_photo_is_turned_upright_and_loses_its_place() {
    let sent = jpeg_of_a_phone();
    assert!(sent.windows(4).any(|window| window == b"Exif"));
    let accepted = examine("IMG_0001.jpg", &sent).unwrap();
    let cleaned = accepted.cleaned.unwrap();
    assert!(!cleaned.bytes.windows(4).any(|window| window == b"Exif"), "EXIF is gone");
    assert!(!cleaned.bytes.windows(2).any(|window| window == b"\xff\xe1"), "no such segment is left");

    let shown = image::load_from_memory(&cleaned.bytes).unwrap();
    assert_eq!((shown.width(), shown.height()), (32, 64), "a quarter turn");
    let (top, bottom) = (shown.get_pixel(16, 8).0, shown.get_pixel(16, 56).0);
    assert!(top[0] > 180 && top[2] < 80, "red was left and is now above: {top:?}");
    assert!(bottom[2] > 180 && bottom[0] < 80, "blue was right and is now below: {bottom:?}");
    assert_eq!(accepted.original, hash_of(&sent), "the evidence is what was sent");
}

#[test]
fn text_in_a_png_and_bytes_behind_a_photo_are_gone_from_the_copy() {
    let mut png = encoded(flag(8, 8), ImageFormat::Png);
    let chunk = [&b"tEXt"[..], b"Author\0Zhang"].concat();
    let chunk = [&(chunk.len() as u32 - 4).to_be_bytes()[..], &chunk, &crc32(&chunk).to_be_bytes()].concat();
    png.splice(33..33, chunk);
    let cleaned = examine("a.png", &png).unwrap().cleaned.unwrap();
    assert!(!cleaned.bytes.windows(5).any(|window| window == b"Zhang"));

    let jpeg = [jpeg(), b"<script>alert(1)</script>".to_vec()].concat();
    let cleaned = examine("a.jpg", &jpeg).unwrap().cleaned.unwrap();
    assert!(!cleaned.bytes.windows(6).any(|window| window == b"script"));
}

#[test]
fn a_webp_is_shown_as_jpeg_or_as_png_when_it_is_transparent() {
    let opaque = examine("a.webp", &encoded(flag(16, 16), ImageFormat::WebP)).unwrap().cleaned.unwrap();
    assert_eq!(opaque.kind, FileKind::Jpeg);
    let glass = RgbaImage::from_pixel(16, 16, Rgba([1, 2, 3, 100]));
    let glass = examine("a.webp", &encoded(glass, ImageFormat::WebP)).unwrap().cleaned.unwrap();
    assert_eq!(glass.kind, FileKind::Png);
    assert_eq!(image::load_from_memory(&glass.bytes).unwrap().get_pixel(3, 3).0, [1, 2, 3, 100]);
}

#[test]
fn a_note_in_an_old_encoding_is_shown_in_utf_8() {
    let (gbk, _, _) = encoding_rs::GBK.encode("请求确认违法。");
    let cleaned = examine("说明.txt", &gbk).unwrap().cleaned.unwrap();
    assert_eq!(cleaned.bytes, "请求确认违法。".as_bytes());
    let utf_16: Vec<u8> = "\u{feff}请求".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(examine("说明.txt", &utf_16).unwrap().cleaned.unwrap().bytes, "请求".as_bytes());
}

// ---- what stays out

#[test]
fn a_program_stays_out_under_any_name() {
    for name in ["决定书.pdf", "照片.jpg", "a.docx", "a.txt", "a"] {
        assert_eq!(rejected(name, &elf()), "file.executable");
    }
    let windows = [&b"MZ\x90\0\x03"[..], &[0; 200], b"%PDF-1.7 %%EOF"].concat();
    assert_eq!(rejected("决定书.pdf", &windows), "file.executable");
    assert_eq!(rejected("a.txt", b"#!/bin/sh\nrm -rf /\n"), "file.executable");
    for name in ["a.exe", "a.bat", "a.js", "合同.pdf.vbs", "a.ps1"] {
        assert_eq!(rejected(name, b"x"), "file.executable", "{name}");
    }
    assert_eq!(rejected("a.docx", &docx_with(&[("word/embeddings/a.png", &elf())])), "file.executable");
}

#[test]
fn web_pages_stay_out_under_any_name() {
    assert_eq!(rejected("a.html", b"<html></html>"), "file.active_page");
    assert_eq!(rejected("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "file.active_page");
    assert_eq!(rejected("a.txt", b"  <!DOCTYPE html><script>alert(1)</script>"), "file.active_page");
    assert_eq!(rejected("a.txt", b"<svg onload=alert(1)>"), "file.active_page");
    assert_ne!(rejected("a.jpg", b"<html><script>alert(1)</script></html>"), "");
}

#[test]
fn content_and_extension_must_agree() {
    assert_eq!(rejected("a.png", &jpeg()), "file.not_what_it_says");
    assert_eq!(rejected("a.jpg", &pdf()), "file.not_what_it_says");
    assert_eq!(rejected("a.pdf", &jpeg()), "file.not_what_it_says");
    assert_eq!(rejected("a.docx", &archive(&[("xl/workbook.xml", b"<w/>")])), "file.not_what_it_says");
    assert_eq!(rejected("a.ofd", &docx_with(&[])), "file.not_what_it_says");
    assert_eq!(rejected("a.xls", &compound(&["WordDocument"])), "file.not_what_it_says");
    assert_eq!(rejected("a.docx", &compound(&["WordDocument"])), "file.not_what_it_says");
    assert_eq!(rejected("a.txt", b"\0\x01\x02\x03binary"), "file.not_what_it_says");
    assert_eq!(rejected("a.mp4", &[0; 100]), "file.not_what_it_says");
    assert_eq!(rejected("a.mp3", b"ID3\x04\0\0\0\0\0\x02\0\0<html>"), "file.not_what_it_says");
}

#[test]
fn what_is_not_on_the_list_stays_out_with_advice() {
    for (name, advice) in
        [("a.rar", "解压"), ("IMG_1.HEIC", "jpg"), ("a.wps", "docx"), ("a.xyz", "可以传"), ("无名", "扩展名")]
    {
        let refused = examine(name, b"whatever").unwrap_err();
        assert_eq!(refused.code(), "file.kind_not_accepted");
        assert!(refused.to_string().contains(advice), "{refused}");
    }
}

#[test]
fn nothing_and_too_much_stay_out() {
    assert_eq!(rejected("a.pdf", b""), "file.empty");
    let mut largest = pdf();
    largest.splice(9..9, vec![b' '; MAX_FILE_BYTES as usize - pdf().len()]);
    assert!(examine("a.pdf", &largest).is_ok());
    largest.push(b'\n');
    assert_eq!(rejected("a.pdf", &largest), "file.too_large");
    assert!(examine("a.pdf", &largest).unwrap_err().to_string().contains("50.1 MB"));
}

#[test]
fn a_pdf_must_start_as_one_and_end_as_one() {
    assert_eq!(rejected("a.pdf", &[b"junk ".to_vec(), pdf()].concat()), "file.not_what_it_says");
    assert_eq!(rejected("a.pdf", &pdf()[..60]), "file.unreadable");
    assert_eq!(rejected("a.jpg", &jpeg()[..jpeg().len() - 40]), "file.unreadable");
}

#[test]
fn a_file_that_is_two_things_at_once_stays_out() {
    let hidden = archive(&[("evil.txt", b"hidden")]);
    assert_eq!(rejected("a.pdf", &[pdf(), hidden.clone()].concat()), "file.two_formats");
    assert_eq!(rejected("a.jpg", &[jpeg(), hidden.clone()].concat()), "file.two_formats");
    assert_eq!(rejected("a.mp3", &[b"\xff\xfb\x90\x64".to_vec(), hidden].concat()), "file.two_formats");
}

#[test]
fn a_zip_bomb_is_stopped_by_what_it_declares() {
    let bomb = docx_with(&[("word/media/a.xml", &vec![0; 8 << 20])]);
    assert!(bomb.len() < 20_000, "8 MB in {} bytes", bomb.len());
    assert_eq!(rejected("a.docx", &bomb), "file.unpacks_too_large");
}

#[test]
fn a_zip_bomb_of_many_small_parts_is_stopped_by_their_sum() {
    let part = vec![0; 1 << 20];
    let names: Vec<String> = (0..257).map(|n| format!("word/{n}.xml")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &part[..])).collect();
    assert_eq!(rejected("a.docx", &docx_with(&entries)), "file.unpacks_too_large");
}

#[test]
fn a_zip_bomb_that_lies_about_its_size_is_not_unpacked_either() {
    let honest = docx_with(&[("word/media/a.xml", &vec![0; 8 << 20])]);
    let (declared, claimed) = ((8u32 << 20).to_le_bytes(), 500u32.to_le_bytes());
    let mut lying = honest.clone();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == declared {
            lying[at..at + 4].copy_from_slice(&claimed);
        }
    }
    assert_ne!(lying, honest);
    assert_eq!(rejected("a.docx", &lying), "file.unreadable");
}

#[test]
fn documents_with_a_password_or_macros_stay_out() {
    let mut locked = docx_with(&[]);
    for at in 0..locked.len() - 10 {
        match &locked[at..at + 4] {
            b"PK\x03\x04" => locked[at + 6] |= 1,
            b"PK\x01\x02" => locked[at + 8] |= 1,
            _ => {}
        }
    }
    assert_eq!(rejected("a.docx", &locked), "file.password_protected");
    let wrapped = compound(&["Root Entry", "EncryptionInfo", "EncryptedPackage"]);
    assert_eq!(rejected("a.xlsx", &wrapped), "file.password_protected");
    assert_eq!(rejected("a.docx", &docx_with(&[("word/vbaProject.bin", b"x")])), "file.macros");
    assert_eq!(rejected("a.doc", &compound(&["WordDocument", "Macros", "VBA"])), "file.macros");
    assert_eq!(rejected("a.xls", &compound(&["Workbook", "_VBA_PROJECT_CUR"])), "file.macros");
}

#[test]
fn entries_that_climb_out_of_the_archive_stay_out() {
    assert_eq!(rejected("a.docx", &docx_with(&[("../../etc/passwd", b"x")])), "file.unreadable");
}

#[test]
fn a_picture_that_would_fill_the_memory_is_stopped_at_its_header() {
    let refused = examine("a.png", &png_claiming(20_000, 20_000)).unwrap_err();
    assert_eq!(refused, Rejected::PictureTooLarge { width: 20_000, height: 20_000 });
    // Each side within bounds, but not the whole.
    assert_eq!(rejected("a.png", &png_claiming(10_000, 10_000)), "file.picture_too_large");

    let mut claiming = jpeg();
    let frame = claiming.windows(2).position(|window| window == b"\xff\xc0").unwrap();
    claiming[frame + 5..frame + 9].copy_from_slice(&[0xf0, 0, 0xf0, 0]);
    assert_eq!(rejected("a.jpg", &claiming), "file.picture_too_large");
}

#[test]
fn damaged_pictures_and_archives_are_told_from_wrong_ones() {
    assert_eq!(rejected("a.png", &encoded(flag(64, 64), ImageFormat::Png)[..60]), "file.unreadable");
    let docx = docx_with(&[]);
    assert_eq!(rejected("a.docx", &docx[..docx.len() / 2]), "file.unreadable");
}

#[test]
fn no_prefix_of_any_file_makes_it_panic() {
    let files = [
        ("a.jpg", jpeg_of_a_phone()),
        ("a.docx", docx_with(&[])),
        ("a.pdf", pdf()),
        ("a.doc", compound(&["WordDocument"])),
    ];
    for (name, bytes) in files {
        for end in 0..bytes.len() {
            let _ = examine(name, &bytes[..end]);
        }
    }
}

// ---- names

#[test]
fn a_name_is_shown_without_what_could_deceive() {
    for (sent, shown) in [
        ("C:\\Users\\zhang\\决定书.pdf", "决定书.pdf"),
        ("../../etc/passwd", "passwd"),
        ("合同\u{202e}fdp.exe", "合同fdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("  ", "未命名"),
        ("", "未命名"),
        ("𠮷野家.jpg", "𠮷野家.jpg"),
    ] {
        assert_eq!(name_to_show(sent), shown);
    }
    let long = name_to_show(&format!("{}.pdf", "长".repeat(300)));
    assert_eq!(long.chars().count(), 120);
    assert!(long.ends_with("….pdf"));
}

#[test]
fn every_kind_is_found_again_by_its_extension() {
    for kind in FileKind::ALL {
        assert_eq!(FileKind::from_extension(kind.extension()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.extension());
    }
}
