import Network
import Random

/// What a task made of an image, and the truth about it.
struct Scene: Equatable {
  /// What the network sees.
  var picture: ByteImage
  /// The numbers that the outputs are compared with: a property in ± 1, or a box.
  var values: [Float] = []
  /// One class a pixel.
  var mask: [UInt8] = []
}

extension DownstreamTask {
  /// What the draws of a task are for; nil where nothing is drawn.
  var purpose: String? {
    switch self {
    case .classification: nil
    case .regression(let task): "downstream/" + task.property.rawValue
    case .segmentation, .detection: "downstream/" + name
    }
  }

  /// Makes a scene of an image.
  func scene(of number: Int, in images: TaskImages, _ draws: inout RandomStream) -> Scene {
    switch self {
    case .classification: Scene(picture: images.image(number))
    case .regression(let task): task.scene(of: images.image(number), &draws)
    case .segmentation(let task): task.scene(of: number, in: images, &draws)
    case .detection(let task): task.scene(of: number, in: images, &draws)
    }
  }
}

extension RegressionTask {
  /// Draws a value and gives it to an image.
  func scene(of image: ByteImage, _ draws: inout RandomStream) -> Scene {
    let value = draws.uniform(-1, 1)
    return Scene(picture: changed(image, by: Double(value) * limit), values: [value])
  }

  /// An image turned or sheared by a value in the property's unit.
  func changed(_ image: ByteImage, by value: Double) -> ByteImage {
    // x and y behind a place are sums of multiples of the place's own, from the centre on.
    let turn = Turn(degrees: property == .rotation ? value : 0)
    let (xOfX, xOfY) =
      property == .rotation ? (turn.cosine, -turn.sine) : (1, value)
    let (yOfX, yOfY) = property == .rotation ? (turn.sine, turn.cosine) : (0, 1)
    let middle = (y: Double(image.rows - 1) / 2, x: Double(image.columns - 1) / 2)
    let radius = squaredRadius(rows: image.rows, columns: image.columns)
    var changed = ByteImage(rows: image.rows, columns: image.columns, channels: image.channels)
    for row in 0..<image.rows {
      for column in 0..<image.columns {
        let (y, x) = (Double(row) - middle.y, Double(column) - middle.x)
        if isDisc, x * x + y * y > radius { continue }
        for channel in 0..<image.channels {
          changed.bytes[image.place(row, column) + channel] = image.sample(
            y: yOfX * x + yOfY * y + middle.y, x: xOfX * x + xOfY * y + middle.x, channel)
        }
      }
    }
    return changed
  }

  /// The square of the radius of the disc whose pixels come from inside of the image at every value.
  ///
  /// A turned disc stays the same. The x behind a point of a sheared one is x + slant × y, at most
  /// radius × √(1 + slant²).
  private func squaredRadius(rows: Int, columns: Int) -> Double {
    let (height, width) = (Double(rows - 1) / 2, Double(columns - 1) / 2)
    switch property {
    case .rotation: return min(height, width) * min(height, width)
    case .slant: return min(height * height, width * width / (1 + limit * limit))
    }
  }
}
