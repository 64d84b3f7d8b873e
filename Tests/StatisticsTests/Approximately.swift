import Testing

/// Expects a value within a relative tolerance of a reference.
func expect(
  _ value: Double?, isNear reference: Double, relative tolerance: Double = 1e-8,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let value = try #require(value, sourceLocation: sourceLocation)
  let error = (value - reference).magnitude / reference.magnitude
  #expect(
    error <= tolerance, "\(value) differs from \(reference) by \(error), relative",
    sourceLocation: sourceLocation)
}
