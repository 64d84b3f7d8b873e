import Random

/// Which images of a pool are labelled.
public enum LabelledSubset {
  /// An order of the pool of which every prefix is class-balanced to within one.
  ///
  /// Every class is shuffled by its own stream; round k then takes the k-th image of each class, in
  /// class order, until the smallest class has none left. Prefixes nest: the first 100 are among
  /// the first 1000.
  ///
  /// - Parameters:
  ///   - labels: the label of every image.
  ///   - pool: the images to choose from, a range of indices into `labels`.
  ///   - classCount: the number of classes; every label of the pool is below it.
  ///   - seed: the repetition's seed.
  /// - Returns: `maximumBalanced` indices.
  public static func balancedOrder(
    labels: [UInt8], pool: Range<Int>, classCount: Int, seed: UInt64
  ) -> [Int] {
    var classes = [[Int]](repeating: [], count: classCount)
    for index in pool { classes[Int(labels[index])].append(index) }
    for label in classes.indices {
      var stream = RandomStream(seed: seed, purpose: "subset", index: UInt64(label))
      stream.shuffle(&classes[label])
    }
    let rounds = classes.map { $0.count }.min() ?? 0
    return (0..<rounds).flatMap { round in classes.map { $0[round] } }
  }

  /// The most images that a class-balanced subset can have: the smallest class, times the classes.
  ///
  /// - Parameters:
  ///   - labels: the label of every image.
  ///   - pool: the images to choose from.
  ///   - classCount: the number of classes.
  /// - Returns: the length of `balancedOrder`.
  public static func maximumBalanced(
    labels: [UInt8], pool: Range<Int>, classCount: Int
  ) -> Int {
    var counts = [Int](repeating: 0, count: classCount)
    for index in pool { counts[Int(labels[index])] += 1 }
    return (counts.min() ?? 0) * classCount
  }

  /// The pool in its own order: the first n images, whatever their classes.
  ///
  /// - Parameter pool: the images to choose from.
  /// - Returns: the indices in ascending order.
  public static func poolOrder(_ pool: Range<Int>) -> [Int] {
    Array(pool)
  }
}
