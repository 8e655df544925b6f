//! Building blocks: the number field, the slider, chips, cards, marks of provenance.

mod card;
mod chip;
mod edit_menu;
mod figure;
mod help;
mod number_field;
mod slider;
mod status;
mod table;

pub(super) use card::{card, section_title};
pub(super) use chip::{
    checkbox, chip, chips, chips_width, choice, letter_chip, offer, radio, strip_button, text_width,
};
pub(super) use edit_menu::{comes_from_menu, edit_menu_ui, select_all};
pub(super) use figure::{FigureOf, copy_menu_ui, figure_value};
pub(super) use help::Helped;
pub(super) use number_field::{field_frame, input_row_ui};
pub(super) use status::{status_mark, status_word};
pub(super) use table::{copies_ui, copy_table_ui, table_ui};
