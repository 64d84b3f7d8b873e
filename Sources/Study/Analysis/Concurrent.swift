import Foundation
import Synchronization

/// Work on the elements of an array by all cores; which of them did what makes no difference.
enum Concurrent {
  /// What a function gives for every element, in their order.
  ///
  /// - Parameters:
  ///   - elements: any number.
  ///   - piece: how many are worth a hand-over between threads.
  ///   - body: called once an element, by several threads at a time; must not depend on the order.
  /// - Returns: one result an element.
  /// - Throws: what the function throws for the first element for which it throws.
  static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], piece: Int = 16, _ body: @Sendable (Element) throws -> Result
  ) throws -> [Result] {
    let pieces = (elements.count + piece - 1) / piece
    let results = Mutex<[Swift.Result<[Result], any Error>?]>(Array(repeating: nil, count: pieces))
    DispatchQueue.concurrentPerform(iterations: pieces) { index in
      let part = elements[index * piece..<min((index + 1) * piece, elements.count)]
      let found = Swift.Result { try part.map(body) }
      results.withLock { $0[index] = found }
    }
    return try results.withLock { $0 }.flatMap { try $0?.get() ?? [] }
  }
}
