import Foundation

@testable import Study

/// Foundation's own reading of JSON, which the reader of records is compared with.
enum JSONDecoding {
  static func value(_ bytes: [UInt8]) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
  }
}
