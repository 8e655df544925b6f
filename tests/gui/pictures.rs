//! The window as pictures, drawn on the processor: for looking at every view without a screen or a graphics driver.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use flopwise::app::{Action, Panel, ThemeChoice, View};

use crate::states::STATES;
use crate::support::{Window, sized_with};

/// What the font atlas and other textures hold.
type Textures = Rc<RefCell<HashMap<TextureId, ColorImage>>>;

/// Keeps textures for [`picture`].
#[derive(Default, Clone)]
pub(crate) struct Atlas(Textures);

impl TestRenderer for Atlas {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.0.borrow_mut();
        for (id, deltas) in delta.set.drain() {
            for delta in deltas {
                let ImageData::Color(image) = &delta.image;
                match (delta.pos, textures.get_mut(&id)) {
                    (Some([left, top]), Some(whole)) => {
                        for y in 0..image.height() {
                            for x in 0..image.width() {
                                whole[(left + x, top + y)] = image[(x, y)];
                            }
                        }
                    }
                    _ => {
                        textures.insert(id, ColorImage::clone(image));
                    }
                }
            }
        }
        for id in delta.free.drain() {
            textures.remove(&id);
        }
    }
}

/// The window as it was drawn last. Colors are mixed as the window's renderer does: premultiplied, in gamma space.
pub(crate) fn picture(window: &Window, atlas: &Atlas) -> ColorImage {
    let scale = window.ctx.pixels_per_point();
    let size = window.ctx.content_rect().size() * scale;
    let ground = window.ctx.global_style().visuals.panel_fill;
    let mut image = ColorImage::filled([size.x.round() as usize, size.y.round() as usize], ground);
    let textures = atlas.0.borrow();
    for clipped in window.ctx.tessellate(window.output().shapes.clone(), scale) {
        let clip = clipped.clip_rect * scale;
        let Primitive::Mesh(mesh) = clipped.primitive else { continue };
        let Some(texture) = textures.get(&mesh.texture_id) else { continue };
        fill(&mut image, &mesh, texture, clip, scale);
    }
    image
}

fn fill(image: &mut ColorImage, mesh: &Mesh, texture: &ColorImage, clip: Rect, scale: f32) {
    for corners in mesh.indices.chunks_exact(3) {
        let corner = |at: usize| mesh.vertices[corners[at] as usize];
        let (a, mut b, mut c) = (corner(0), corner(1), corner(2));
        let cross = |p: (f32, f32), q: (f32, f32), r: (f32, f32)| {
            (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0)
        };
        let place = |vertex: &Vertex| (vertex.pos.x * scale, vertex.pos.y * scale);
        if cross(place(&a), place(&b), place(&c)) < 0.0 {
            std::mem::swap(&mut b, &mut c);
        }
        let (pa, pb, pc) = (place(&a), place(&b), place(&c));
        let area = cross(pa, pb, pc);
        if area <= 0.0 {
            continue;
        }
        let least = |low: f32, edge: f32| low.floor().max(edge.round()).max(0.0) as usize;
        let most =
            |high: f32, edge: f32, end: usize| (high.ceil().min(edge.round()).max(0.0) as usize).min(end);
        let xs = least(pa.0.min(pb.0).min(pc.0), clip.left())
            ..most(pa.0.max(pb.0).max(pc.0), clip.right(), image.width());
        let ys = least(pa.1.min(pb.1).min(pc.1), clip.top())
            ..most(pa.1.max(pb.1).max(pc.1), clip.bottom(), image.height());
        // An edge belongs to one of the two triangles that share it: the one that it bounds at the top or left.
        let owns = |p: (f32, f32), q: (f32, f32)| (p.1 == q.1 && q.0 > p.0) || q.1 < p.1;
        let owned = [owns(pb, pc), owns(pc, pa), owns(pa, pb)];
        for y in ys {
            for x in xs.clone() {
                let at = (x as f32 + 0.5, y as f32 + 0.5);
                let weights = [cross(pb, pc, at), cross(pc, pa, at), cross(pa, pb, at)];
                let inside = weights
                    .iter()
                    .zip(owned)
                    .all(|(weight, owned)| *weight > 0.0 || (*weight == 0.0 && owned));
                if !inside {
                    continue;
                }
                let source = color([&a, &b, &c], weights.map(|weight| weight / area), texture);
                let under = &mut image[(x, y)];
                *under = over(source, *under);
            }
        }
    }
}

/// Vertex color times texel, both premultiplied, in 0 to 255.
fn color(corners: [&Vertex; 3], weights: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let mix = |part: fn(&Vertex) -> f32| {
        corners.iter().zip(weights).map(|(corner, weight)| part(corner) * weight).sum::<f32>()
    };
    let (u, v) = (mix(|corner| corner.uv.x), mix(|corner| corner.uv.y));
    let texel = sample(texture, u, v);
    let tint = [
        mix(|corner| f32::from(corner.color.r())),
        mix(|corner| f32::from(corner.color.g())),
        mix(|corner| f32::from(corner.color.b())),
        mix(|corner| f32::from(corner.color.a())),
    ];
    std::array::from_fn(|part| tint[part] * texel[part] / 255.0)
}

/// The texture between four texels.
fn sample(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let (x, y) = (u * texture.width() as f32 - 0.5, v * texture.height() as f32 - 0.5);
    let (fx, fy) = (x - x.floor(), y - y.floor());
    let texel = |dx: f32, dy: f32| {
        let column = (x.floor() + dx).clamp(0.0, texture.width() as f32 - 1.0) as usize;
        let row = (y.floor() + dy).clamp(0.0, texture.height() as f32 - 1.0) as usize;
        texture[(column, row)].to_array().map(f32::from)
    };
    let (nw, ne, sw, se) = (texel(0.0, 0.0), texel(1.0, 0.0), texel(0.0, 1.0), texel(1.0, 1.0));
    std::array::from_fn(|part| {
        let top = nw[part] * (1.0 - fx) + ne[part] * fx;
        let bottom = sw[part] * (1.0 - fx) + se[part] * fx;
        top * (1.0 - fy) + bottom * fy
    })
}

fn over(source: [f32; 4], under: Color32) -> Color32 {
    let left = 1.0 - source[3] / 255.0;
    let under = under.to_array();
    let [r, g, b, a] =
        std::array::from_fn(|part| (source[part] + f32::from(under[part]) * left).round() as u8);
    Color32::from_rgba_premultiplied(r, g, b, a)
}

/// Writes a picture as PNG.
fn write(image: &ColorImage, path: &Path) {
    let file = std::fs::File::create(path).expect("file");
    let mut encoder = png::Encoder::new(file, image.width() as u32, image.height() as u32);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().expect("header");
    let bytes: Vec<u8> = image.pixels.iter().flat_map(egui::Color32::to_array).collect();
    writer.write_image_data(&bytes).expect("pixels");
}

#[test]
fn a_picture_shows_the_theme_and_what_is_written_on_it() {
    for (theme, dark) in [(ThemeChoice::Light, false), (ThemeChoice::Dark, true)] {
        let atlas = Atlas::default();
        let mut window = sized_with([900.0, 600.0], 1.0, None, Some(atlas.clone()));
        let ctx = window.ctx.clone();
        window.state_mut().act(&ctx, Action::Theme(theme));
        window.run();
        let image = picture(&window, &atlas);
        assert_eq!(image, picture(&window, &atlas), "the same picture twice");
        let bright = |color: &Color32| color.intensity() > 0.5;
        let share =
            image.pixels.iter().filter(|pixel| bright(pixel)).count() as f32 / image.pixels.len() as f32;
        assert!(if dark { share < 0.3 } else { share > 0.7 }, "{share}");
        let ink = image.pixels.iter().filter(|pixel| bright(pixel) == dark).count();
        assert!(ink > 5_000, "words and marks: {ink}");
    }
}

/// Writes pictures of what each name stands for, in both themes and several sizes, into the folder that
/// `FLOPWISE_PICTURES` names. Further words choose: `FLOPWISE_PICTURES_ONLY=compare-900`.
fn draw<T>(
    sizes: &[(f32, f32, f32)],
    things: &[T],
    name: impl Fn(&T) -> String,
    put: impl Fn(&mut Window, &T),
) {
    let folder = std::env::var("FLOPWISE_PICTURES").expect("FLOPWISE_PICTURES names a folder");
    let only = std::env::var("FLOPWISE_PICTURES_ONLY").unwrap_or_default();
    std::fs::create_dir_all(&folder).expect("folder");
    let mut written = 0;
    for (width, height, zoom) in sizes.iter().copied() {
        for theme in [ThemeChoice::Light, ThemeChoice::Dark] {
            for thing in things {
                let zoomed = if zoom == 1.0 { "" } else { "-zoomed" };
                let name = format!("{}-{width}{zoomed}-{}", name(thing), theme.label().to_lowercase());
                if !only.is_empty() && !only.split(',').any(|part| name.contains(part)) {
                    continue;
                }
                let atlas = Atlas::default();
                let mut window = sized_with([width / zoom, height / zoom], zoom, None, Some(atlas.clone()));
                let explains = width > 1000.0 && zoom == 1.0;
                act(&mut window, Action::Theme(theme));
                act(&mut window, Action::Show(Panel::Explain, explains));
                put(&mut window, thing);
                // Nothing shall be hovered where a click has left the pointer.
                window.event(egui::Event::PointerGone);
                window.run();
                window.run();
                write(&picture(&window, &atlas), &Path::new(&folder).join(format!("{name}.png")));
                written += 1;
            }
        }
    }
    assert!(written > 0, "nothing has {only} in its name");
}

fn act(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, action);
    window.run();
}

/// Each view as it opens.
#[test]
#[ignore = "writes pictures for looking at: name a folder in FLOPWISE_PICTURES"]
fn every_view_as_pictures() {
    let sizes = [
        (900.0, 600.0, 1.0),
        (1280.0, 800.0, 1.0),
        (1400.0, 900.0, 1.0),
        (2560.0, 1440.0, 1.0),
        (1400.0, 900.0, 2.0),
    ];
    let name = |view: &View| view.label().to_lowercase().replace(' ', "-");
    draw(&sizes, &View::ALL, name, |window, view| act(window, Action::View(*view)));
}

/// What a view shows after some clicks, dialogs, notices.
#[test]
#[ignore = "writes pictures for looking at: name a folder in FLOPWISE_PICTURES"]
fn every_state_as_pictures() {
    let sizes = [(900.0, 600.0, 1.0), (1400.0, 900.0, 1.0)];
    draw(&sizes, STATES, |(name, _)| (*name).to_owned(), |window, (_, put)| put(window));
}
