/// What a network's outputs are compared with, and how.
///
/// The loss of a batch is the mean of the losses of its examples.
public enum Loss: Equatable, Sendable {
  /// Softmax cross-entropy of the outputs against `ExampleSource.label`.
  case crossEntropy
  /// The same, and an example of the label −1 has its own most likely class as its label (of equal ones the
  /// first) if the probability of that class is at least `threshold`; its loss then counts
  /// `weight` × min(1, update / `rampUp`), with updates counted from 0, and `weight` where `rampUp` is 0 or
  /// nothing is trained. Where the probability is below, it adds nothing. The mean is over all examples.
  ///
  /// Reference: D.-H. Lee, "Pseudo-Label: The Simple and Efficient Semi-Supervised Learning Method for Deep
  /// Neural Networks", ICML 2013 workshop. There the weight waits before it grows, and there is no threshold.
  case pseudoLabels(threshold: Float, weight: Float, rampUp: Int)
  /// Of an example: the mean over all elements of its output of weight × (output − target)². A target has
  /// the output's elements, in the order row, column, channel.
  case meanSquaredError
  /// Softmax over the channels at every pixel; of an example: the mean over all pixels of
  /// weight × cross-entropy. A target has one value a pixel, which is a class. A pixel whose weight is not
  /// above 0 adds nothing, and its class is not looked at.
  case pixelCrossEntropy
  /// Softmax cross-entropy of all outputs but the last four against `ExampleSource.label`, and `boxWeight` ×
  /// the mean over the last four of weight × (output − target)². A target has four values.
  case classAndBox(boxWeight: Float)
  /// NT-Xent over a batch of examples of two images each: the cosines of every output with all others of
  /// the batch, divided by the temperature, are the logits of a softmax in which the example's other output
  /// is to be the most likely. Of an example: the mean of its two cross-entropies.
  ///
  /// An output x is divided by √(Σ x² + 10⁻¹²), so that nothing is divided by 0. Of a single example the loss
  /// is 0. A test goes over groups of 128 examples in their order, the last of which may be smaller.
  ///
  /// Reference: T. Chen, S. Kornblith, M. Norouzi, G. Hinton, "A Simple Framework for Contrastive Learning
  /// of Visual Representations", ICML 2020, equation 1.
  case contrastive(temperature: Float)
}

extension Loss {
  /// How many values a target has, and as many weights; 0 where the label says it all.
  ///
  /// - Parameter output: the shape of a network's output.
  /// - Returns: as many as `ExampleSource.writeTarget` writes.
  public func targetCount(for output: Shape) -> Int {
    switch self {
    case .crossEntropy, .pseudoLabels, .contrastive: 0
    case .meanSquaredError: output.count
    case .pixelCrossEntropy: output.rows * output.columns
    case .classAndBox: 4
    }
  }

  /// How many classes a label of an example may be of; nil where labels are not looked at.
  ///
  /// - Parameter output: the shape of a network's output.
  /// - Returns: all outputs, or those that are no box.
  public func classCount(for output: Shape) -> Int? {
    switch self {
    case .crossEntropy, .pseudoLabels: output.count
    case .classAndBox: output.count - 4
    case .meanSquaredError, .pixelCrossEntropy, .contrastive: nil
    }
  }

  /// Whether there is something that is right or wrong, and so an accuracy.
  public var hasAccuracy: Bool { self != .meanSquaredError }

  /// Whether an example's loss depends on the others of its batch.
  var comparesExamples: Bool {
    if case .contrastive = self { true } else { false }
  }

  /// Examples of a group in which a test compares them.
  public static var groupSize: Int { 128 }

  /// Why a network cannot be trained or tested with this loss.
  ///
  /// - Parameter architecture: the network.
  /// - Returns: rule and remedy; nil where it can.
  public func objection(to architecture: Architecture) -> String? {
    settingsObjection ?? countObjection(architecture.outputsPerExample)
      ?? outputObjection(architecture.output)
  }

  private var settingsObjection: String? {
    switch self {
    case .crossEntropy, .meanSquaredError, .pixelCrossEntropy: return nil
    case .pseudoLabels(let threshold, let weight, let rampUp):
      guard threshold >= 0, threshold <= 1 else {
        return "the threshold of pseudo-labels is a probability; use one from 0 to 1"
      }
      guard weight >= 0, weight.isFinite else {
        return "the weight of pseudo-labels must not be below 0"
      }
      return rampUp >= 0 ? nil : "the ramp of pseudo-labels must not be below 0 updates"
    case .classAndBox(let boxWeight):
      guard boxWeight >= 0, boxWeight.isFinite else {
        return "the weight of a box must not be below 0"
      }
      return nil
    case .contrastive(let temperature):
      guard temperature > 0, temperature.isFinite else {
        return "the temperature must be above 0"
      }
      return nil
    }
  }

  private func countObjection(_ outputs: Int) -> String? {
    guard case .contrastive = self else {
      guard outputs == 1 else {
        return "this loss needs one output an example, not \(outputs); put a join layer in front"
      }
      return nil
    }
    guard outputs == 2 else {
      return "the contrastive loss needs two outputs an example, not \(outputs); "
        + "use two branches and no join layer"
    }
    return nil
  }

  private func outputObjection(_ output: Shape) -> String? {
    guard case .classAndBox = self, output.count < 5 else { return nil }
    return "a class and a box need at least 5 outputs, not \(output.count); "
      + "use the number of classes + 4"
  }
}
