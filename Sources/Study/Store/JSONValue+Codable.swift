import Foundation

extension JSONValue: Codable {
  /// Decodes whatever JSON is there.
  public init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: MemberKey.self) {
      let members = try object.allKeys.map { key in
        (key.stringValue, try object.decode(JSONValue.self, forKey: key))
      }
      self = .object(Dictionary(members) { first, _ in first })
    } else if var array = try? decoder.unkeyedContainer() {
      var values: [JSONValue] = []
      while !array.isAtEnd { values.append(try array.decode(JSONValue.self)) }
      self = .array(values)
    } else {
      self = try JSONValue(scalarIn: try decoder.singleValueContainer())
    }
  }

  private init(scalarIn container: any SingleValueDecodingContainer) throws {
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else {
      self = try JSONValue(numberIn: container)
    }
  }

  /// An integer beyond 64 bits is refused: as a Double it would stand for its neighbours too.
  private init(numberIn container: any SingleValueDecodingContainer) throws {
    if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if (try? container.decode(UInt64.self)) != nil {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "an integer beyond 9223372036854775807; use a string")
    } else {
      self = .number(try container.decode(Double.self))
    }
  }

  /// Encodes as the JSON that it stands for.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}

extension JSONValue {
  /// The JSON that a value encodes to.
  ///
  /// Dictionaries with keys other than `String` encode as arrays in no fixed order: keep them,
  /// and sets, out of what is digested.
  ///
  /// - Parameter value: anything that encodes without NaN, infinities and integers beyond 64
  ///   bits.
  /// - Throws: `EncodingError` or `DecodingError`, which name the place.
  public init(encoding value: some Encodable) throws {
    self = try JSONValue(canonical: [UInt8](try JSONEncoder().encode(value))[...])
  }

  /// The value of some type that this JSON encodes.
  ///
  /// - Parameter type: what to decode.
  /// - Returns: the decoded value.
  /// - Throws: `DecodingError`, which names the place; `StoreError.notFinite`.
  public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(type, from: try CanonicalJSON.bytes(of: self))
  }
}

/// Any key of an object.
private struct MemberKey: CodingKey {
  let stringValue: String
  let intValue: Int? = nil

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
