//! An address as a picture that a telephone reads.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, QrCode, render::svg};
use std::io::Cursor;

/// A picture of an address, for `<img src>`.
pub fn qr_data_uri(text: &str) -> String {
    let code = QrCode::new(text).expect("addresses are shorter than a QR code holds");
    let picture = code.render::<svg::Color>().min_dimensions(160, 160).build();
    format!("data:image/svg+xml;base64,{}", BASE64.encode(picture))
}

/// The same for a printed paper, eight dots a module and the quiet zone around it.
pub fn qr_png(text: &str) -> Vec<u8> {
    const DOTS: u32 = 8;
    const QUIET: u32 = 4;
    let code = QrCode::new(text).expect("addresses are shorter than a QR code holds");
    let width = u32::try_from(code.width()).expect("a QR code is small");
    let side = (width + 2 * QUIET) * DOTS;
    let dark = |at: u32| (at / DOTS).checked_sub(QUIET).filter(|module| *module < width);
    let picture = GrayImage::from_fn(side, side, |x, y| match (dark(x), dark(y)) {
        (Some(x), Some(y)) if code[(x as usize, y as usize)] == Color::Dark => Luma([0]),
        _ => Luma([255]),
    });
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).expect("memory takes a small picture");
    png.into_inner()
}
