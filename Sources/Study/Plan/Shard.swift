/// One of the parts that a plan is divided into for machines that share nothing: `3/16` is the third of sixteen.
public struct Shard: Equatable, Sendable, CustomStringConvertible {
  /// Which, from 1.
  public let number: Int
  /// How many there are, at least 1.
  public let count: Int

  /// A part of a plan; nil unless 1 ≤ number ≤ count.
  ///
  /// - Parameters:
  ///   - number: which, from 1.
  ///   - count: how many there are.
  public init?(_ number: Int, of count: Int) {
    guard number >= 1, number <= count else { return nil }
    self.number = number
    self.count = count
  }

  /// The part that a text such as `3/16` names; nil for anything else.
  ///
  /// - Parameter text: two numbers in plain digits with a slash between.
  public init?(_ text: String) {
    let words = text.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = words.allSatisfy { word in
      !word.isEmpty && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard words.count == 2, isPlain, let number = Int(words[0]), let count = Int(words[1]) else {
      return nil
    }
    self.init(number, of: count)
  }

  /// `3/16`
  public var description: String { "\(number)/\(count)" }
}

extension Plan {
  /// The runs of one shard, in plan order.
  ///
  /// Every downstream run is in exactly one shard, and so is every pretraining that nothing else keeps in
  /// several; what a run needs is in its shard, too. Decided by the plan alone, whatever any store holds.
  ///
  /// - Parameter shard: which part.
  /// - Returns: none where there are more shards than there is work to divide.
  public func runs(of shard: Shard) -> [Run] {
    shard.count == 1 ? runs : Shards(runs, count: shard.count).runs(of: shard.number)
  }
}
