import Network

import Foundation

/// The same networks in double precision, element by element and without any of the engine's layout:
/// what a layer means, for forward passes and for finite differences.
struct ReferenceNetwork {
  let architecture: Architecture
  /// In Keras' order.
  var weights: [Double]

  /// What the values of an image are multiplied by in training, for every dropout layer and place in the
  /// batch.
  var dropout: (_ layer: Int, _ place: Int) -> [Double] = { _, _ in [] }

  /// The outputs for one image, in row-major order.
  func outputs(_ image: [Double]) -> [Double] { outputs([image], training: false)[0] }

  /// The outputs for a batch, normalised by its own statistics in training.
  func outputs(_ images: [[Double]], training: Bool) -> [[Double]] {
    var batch = images
    var next = 0
    var dropouts = 0
    for (index, layer) in architecture.layers.enumerated() {
      let input = architecture.input(of: index)
      let parameters = Array(weights[next..<(next + layer.parameterCount(on: input))])
      next += parameters.count
      switch layer {
      case .batchNormalization(_, let epsilon):
        batch = normalize(batch, input.channels, epsilon, parameters, training: training)
      case .dropout:
        if training {
          batch = batch.enumerated().map { place, values in
            zip(values, dropout(dropouts, place)).map { $0 * $1 }
          }
        }
        dropouts += 1
      case .join:
        let branches = architecture.branches
        batch = stride(from: 0, to: batch.count, by: branches).map { first in
          Array(batch[first..<first + branches].joined())
        }
      default:
        batch = batch.map { apply(layer, $0, input, architecture.outputs[index], parameters) }
      }
    }
    return batch
  }

  /// The mean softmax cross-entropy.
  func loss(_ images: [[Double]], _ labels: [Int], training: Bool = true) -> Double {
    let losses = zip(outputs(images, training: training), labels).map { logits, label in
      let top = logits.max() ?? 0
      return log(logits.reduce(0) { $0 + exp($1 - top) }) + top - logits[label]
    }
    return losses.reduce(0, +) / Double(images.count)
  }
}

extension ReferenceNetwork {
  private func apply(
    _ layer: Layer, _ values: [Double], _ input: Shape, _ output: Shape, _ parameters: [Double]
  ) -> [Double] {
    switch layer {
    case .relu: values.map { max($0, 0) }
    case .flatten, .batchNormalization, .dropout, .join: values
    case .upsampling(let factor): enlarge(values, input, factor)
    case .depthToSpace(let factor): spread(values, input, factor)
    case .transposedConvolution(_, let kernel, let stride, let padding):
      scatter(values, input, output, kernel, stride, padding, parameters)
    case .maxPooling(let size, let stride, let padding):
      pool(values, input, output, (size, size), stride, padding) { $0.max() ?? 0 }
    case .averagePooling(let size, let stride, let padding):
      // PyTorch counts the zeros around an image, TensorFlow does not.
      pool(values, input, output, (size, size), stride, padding) { inside in
        inside.reduce(0, +) / Double(padding == .symmetric ? size * size : inside.count)
      }
    case .globalAveragePooling:
      pool(values, input, output, (input.rows, input.columns), 1, .valid) {
        $0.reduce(0, +) / Double($0.count)
      }
    case .dense(let units):
      (0..<units).map { unit in
        values.indices.reduce(parameters[input.count * units + unit]) {
          $0 + values[$1] * parameters[$1 * units + unit]
        }
      }
    case .convolution(_, let kernel, let stride, let padding):
      convolve(values, input, output, kernel, stride, padding, parameters)
    }
  }

  private func spread(_ values: [Double], _ input: Shape, _ factor: Int) -> [Double] {
    let channels = input.channels / (factor * factor)
    return (0..<input.rows * factor).flatMap { row in
      (0..<input.columns * factor).flatMap { column in
        (0..<channels).map { channel in
          let pixel = row / factor * input.columns + column / factor
          let part = row % factor * factor + column % factor
          return values[pixel * input.channels + part * channels + channel]
        }
      }
    }
  }

  private func enlarge(_ values: [Double], _ input: Shape, _ factor: Int) -> [Double] {
    (0..<input.rows * factor).flatMap { row in
      (0..<input.columns * factor).flatMap { column in
        let pixel = (row / factor * input.columns + column / factor) * input.channels
        return values[pixel..<pixel + input.channels]
      }
    }
  }

  /// Every pixel adds its multiple of the kernel, as the transpose of a convolution's matrix says; what
  /// falls into the zeros that `same` puts around an image is lost.
  private func scatter(
    _ values: [Double], _ input: Shape, _ output: Shape, _ kernel: Int, _ stride: Int,
    _ padding: Padding, _ parameters: [Double]
  ) -> [Double] {
    let before = padding == .same ? max(kernel - stride, 0) / 2 : 0
    let filters = output.channels
    let biases = Array(parameters.suffix(filters))
    var result = (0..<output.rows * output.columns).flatMap { _ in biases }
    for row in 0..<input.rows {
      for column in 0..<input.columns {
        for ky in 0..<kernel {
          for kx in 0..<kernel {
            let (y, x) = (row * stride + ky - before, column * stride + kx - before)
            guard (0..<output.rows).contains(y), (0..<output.columns).contains(x) else { continue }
            // The engine's kernel is turned by 180°.
            let tap = ((kernel - 1 - ky) * kernel + kernel - 1 - kx) * input.channels
            for channel in 0..<input.channels {
              let value = values[(row * input.columns + column) * input.channels + channel]
              for filter in 0..<filters {
                result[(y * output.columns + x) * filters + filter] +=
                  value * parameters[(tap + channel) * filters + filter]
              }
            }
          }
        }
      }
    }
    return result
  }

  /// The formulas of the paper, in two passes: first the mean, then the mean square of what is left.
  private func normalize(
    _ batch: [[Double]], _ channels: Int, _ epsilon: Double, _ parameters: [Double],
    training: Bool
  ) -> [[Double]] {
    var result = batch
    for channel in 0..<channels {
      let places = stride(from: channel, to: batch[0].count, by: channels)
      var values: [Double] = []
      for image in batch { for place in places { values.append(image[place]) } }
      let count = Double(values.count)
      let mean = training ? values.reduce(0, +) / count : parameters[2 * channels + channel]
      let variance =
        training
        ? values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        : parameters[3 * channels + channel]
      let factor = parameters[channel] / (variance + epsilon).squareRoot()
      for image in batch.indices {
        for place in places {
          result[image][place] =
            (batch[image][place] - mean) * factor + parameters[channels + channel]
        }
      }
    }
    return result
  }

  private func pool(
    _ values: [Double], _ input: Shape, _ output: Shape, _ size: (Int, Int), _ stride: Int,
    _ padding: Padding, _ combine: ([Double]) -> Double
  ) -> [Double] {
    let top = Self.before(padding, input.rows, output.rows, size.0, stride)
    let left = Self.before(padding, input.columns, output.columns, size.1, stride)
    var result: [Double] = []
    for row in 0..<output.rows {
      for column in 0..<output.columns {
        for channel in 0..<output.channels {
          var inside: [Double] = []
          for y in (row * stride - top)..<(row * stride - top + size.0) {
            for x in (column * stride - left)..<(column * stride - left + size.1)
            where y >= 0 && y < input.rows && x >= 0 && x < input.columns {
              inside.append(values[(y * input.columns + x) * input.channels + channel])
            }
          }
          result.append(combine(inside))
        }
      }
    }
    return result
  }

  /// Rows or columns of zeros before an image. TensorFlow's rule: the smaller half of the zeros comes
  /// first. PyTorch's: (kernel − 1) / 2.
  private static func before(
    _ padding: Padding, _ input: Int, _ output: Int, _ kernel: Int, _ stride: Int
  ) -> Int {
    switch padding {
    case .valid: 0
    case .same: max((output - 1) * stride + kernel - input, 0) / 2
    case .symmetric: (kernel - 1) / 2
    }
  }

  private func convolve(
    _ values: [Double], _ input: Shape, _ output: Shape, _ kernel: Int, _ stride: Int,
    _ padding: Padding, _ parameters: [Double]
  ) -> [Double] {
    let top = Self.before(padding, input.rows, output.rows, kernel, stride)
    let left = Self.before(padding, input.columns, output.columns, kernel, stride)
    let biases = kernel * kernel * input.channels * output.channels
    var result: [Double] = []
    for row in 0..<output.rows {
      for column in 0..<output.columns {
        for filter in 0..<output.channels {
          var sum = parameters[biases + filter]
          for ky in 0..<kernel {
            let y = row * stride + ky - top
            guard y >= 0, y < input.rows else { continue }
            for kx in 0..<kernel {
              let x = column * stride + kx - left
              guard x >= 0, x < input.columns else { continue }
              for channel in 0..<input.channels {
                let tap = (ky * kernel + kx) * input.channels + channel
                sum +=
                  values[(y * input.columns + x) * input.channels + channel]
                  * parameters[tap * output.channels + filter]
              }
            }
          }
          result.append(sum)
        }
      }
    }
    return result
  }
}
