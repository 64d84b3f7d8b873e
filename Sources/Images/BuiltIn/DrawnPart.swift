import Random

/// The two parts of a set that the program draws; each has streams of its own.
public enum DrawnPart: String, Sendable, CaseIterable {
  /// What is trained on.
  case training
  /// What is tested on.
  case test

  /// What the streams of a set's part are for.
  func purpose(of set: String) -> String { set + "/" + rawValue }

  /// The class of an image: its place in a random order of the classes, one order for every so many
  /// images as there are classes.
  func label(_ index: Int, of set: String, classCount: Int, seed: UInt64) -> UInt8 {
    var classes = (0..<classCount).map { UInt8($0) }
    var stream = RandomStream(
      seed: seed, purpose: purpose(of: set) + "/classes", index: UInt64(index / classCount))
    stream.shuffle(&classes)
    return classes[index % classCount]
  }
}

extension RandomStream {
  /// A number in (−1, 1), most likely 0, from the two halves of a word.
  mutating func triangular() -> Float {
    let word: UInt32 = next()
    return Float(Int32(word >> 16) + Int32(word & 0xFFFF) - 0xFFFF) * 0x1p-16
  }
}
