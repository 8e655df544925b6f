//! Facts that formulas read beside the inputs: of data sheets, architectures, reference classes.

use crate::units::Dimension;

/// A fact of the accelerator's data sheet or of the reference class that a formula uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spec {
    /// Dense peak for the MFU precision.
    PeakDense,
    /// Rated maximum power of the server.
    NodePower,
    /// Accelerators in the server.
    NodeAccelerators,
    /// Thermal design power.
    Tdp,
    /// Measured average power per accelerator, host included.
    SystemPower,
    /// MFU of published runs like this one.
    ReferenceMfu,
    /// Rated server power per accelerator over the data sheet's TDP.
    NodeOverTdp,
    /// Epoch AI's server power over chip TDP.
    EpochServerPower,
    /// Epoch AI's server price over chip price.
    EpochServerPrice,
    /// Layers of the architecture, prediction layers included.
    Layers,
    /// Weights of one layer's attention projections.
    AttentionWeights,
    /// Layers with a dense feed-forward block.
    DenseLayers,
    /// Weights of a dense feed-forward block.
    DenseWeights,
    /// Layers with experts.
    ExpertLayers,
    /// Weights of the experts of a layer that a token passes.
    ExpertWeights,
    /// Weights of the output head.
    HeadWeights,
    /// Layers that predict further tokens.
    PredictionLayers,
    /// Weights of a prediction layer's projection and output head.
    PredictionWeights,
    /// Width of scores and values over all heads.
    ScoreWidth,
    /// Layers that attend to everything before.
    FullAttentionLayers,
    /// Layers that attend to a window.
    WindowedLayers,
    /// Width of the window.
    Window,
}

impl Spec {
    /// The name in explanations.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PeakDense => "Dense peak",
            Self::NodePower => "Rated server power",
            Self::NodeAccelerators => "Accelerators per server",
            Self::Tdp => "TDP",
            Self::SystemPower => "Measured system power",
            Self::ReferenceMfu => "MFU of the reference class",
            Self::NodeOverTdp => "Rated server power over TDP",
            Self::EpochServerPower => "Server over chip power (Epoch AI)",
            Self::EpochServerPrice => "Server over chip price (Epoch AI)",
            Self::Layers => "Layers",
            Self::AttentionWeights => "Attention weights per layer",
            Self::DenseLayers => "Dense layers",
            Self::DenseWeights => "Feed-forward weights per dense layer",
            Self::ExpertLayers => "Expert layers",
            Self::ExpertWeights => "Active expert weights per layer",
            Self::HeadWeights => "Output head weights",
            Self::PredictionLayers => "Prediction layers",
            Self::PredictionWeights => "Projection and head weights per prediction layer",
            Self::ScoreWidth => "Score and value width",
            Self::FullAttentionLayers => "Layers with full attention",
            Self::WindowedLayers => "Layers with a window",
            Self::Window => "Window",
        }
    }

    /// What it measures.
    #[must_use]
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::PeakDense => Dimension::FlopPerSec,
            Self::NodePower | Self::Tdp | Self::SystemPower => Dimension::Power,
            Self::NodeAccelerators => Dimension::Accelerators,
            Self::ReferenceMfu => Dimension::Fraction,
            Self::AttentionWeights
            | Self::DenseWeights
            | Self::ExpertWeights
            | Self::HeadWeights
            | Self::PredictionWeights => Dimension::Params,
            Self::Window => Dimension::Tokens,
            Self::NodeOverTdp
            | Self::EpochServerPower
            | Self::EpochServerPrice
            | Self::Layers
            | Self::DenseLayers
            | Self::ExpertLayers
            | Self::PredictionLayers
            | Self::ScoreWidth
            | Self::FullAttentionLayers
            | Self::WindowedLayers => Dimension::Scalar,
        }
    }

    /// Whether the catalogue's entry of the accelerator states it.
    #[must_use]
    pub fn is_of_accelerator(self) -> bool {
        !self.is_of_architecture()
            && !matches!(self, Self::ReferenceMfu | Self::EpochServerPower | Self::EpochServerPrice)
    }

    /// Whether it is a fact of the model's architecture and not of the accelerator.
    #[must_use]
    pub fn is_of_architecture(self) -> bool {
        self >= Self::Layers
    }
}
