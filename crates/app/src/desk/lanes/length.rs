//! How long and where: numbers with a fixed count of places. A picture has hundreds of them, so they are written where they stand
//! and not made into texts first.

use askama::{FastWritable, Values, filters::HtmlSafe};
use std::fmt;

/// A length of the picture, never negative; `PLACES` digits after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length<const PLACES: u32>(u32);

/// Of the width, `48.54`.
pub type Percent = Length<2>;
/// Of the reader's letters, `4.750`.
pub type Rem = Length<3>;

impl<const PLACES: u32> Length<PLACES> {
    const UNIT: u32 = 10_u32.pow(PLACES);

    pub fn of(value: f64) -> Length<PLACES> {
        Length((value * f64::from(Self::UNIT)).round() as u32)
    }

    fn write(self, to: &mut dyn fmt::Write) -> fmt::Result {
        let (value, unit) = (u64::from(self.0), u64::from(Self::UNIT));
        let mut place = 10 * unit;
        while place <= value {
            place *= 10;
        }
        while place > 1 {
            place /= 10;
            if place == unit / 10 {
                to.write_char('.')?;
            }
            to.write_char(char::from(b'0' + (value / place % 10) as u8))?;
        }
        Ok(())
    }
}

impl<const PLACES: u32> fmt::Display for Length<PLACES> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(to)
    }
}

impl<const PLACES: u32> FastWritable for Length<PLACES> {
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(self.write(to)?)
    }
}

/// Digits and a point.
impl<const PLACES: u32> HtmlSafe for Length<PLACES> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_written_with_all_its_places_and_at_least_one_digit_before_them() {
        for (value, percent, rem) in [
            (0.0, "0.00", "0.000"),
            (0.005, "0.01", "0.005"),
            (4.854, "4.85", "4.854"),
            (48.543_7, "48.54", "48.544"),
            (100.0, "100.00", "100.000"),
            (1_234.5, "1234.50", "1234.500"),
        ] {
            assert_eq!(
                (Percent::of(value).to_string(), Rem::of(value).to_string()),
                (percent.into(), rem.into())
            );
        }
    }
}
