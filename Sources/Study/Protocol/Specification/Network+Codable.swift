public import Network

// Protocols and records have these values by their raw names. The conformances are here and not in
// Network, since Embedded Swift, as which the training core is built for other processors, has none.

extension PixelScale: Codable {}

extension Padding: Codable {}

extension EarlyStopping.Monitor: Codable {}
