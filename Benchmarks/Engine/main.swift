import Network
import Pretext
import Random
import Foundation
let raw = [UInt8](try! Data(contentsOf: URL(fileURLWithPath: "/root/.local/share/bench/mnist/train-images-idx3-ubyte")).dropFirst(16))
let lab = [UInt8](try! Data(contentsOf: URL(fileURLWithPath: "/root/.local/share/bench/mnist/train-labels-idx1-ubyte")).dropFirst(8))
let conv1: [Layer] = [.convolution(filters: 64, kernel: 3, stride: 2, padding: .same), .relu, .maxPooling(size: 2, stride: 2), .convolution(filters: 32, kernel: 3, stride: 1, padding: .same), .relu, .maxPooling(size: 2, stride: 2)]
let shape = Shape(rows: 28, columns: 28, channels: 1)
let arch = try Architecture(input: shape, layers: conv1 + [.convolution(filters: 16, kernel: 3, stride: 2, padding: .same), .relu, .flatten, .dense(units: 4)])
let sup = try Architecture(input: shape, layers: conv1 + [.flatten, .dense(units: 10)])
print(arch.parameterCount, sup.parameterCount)
let n = Int(CommandLine.arguments[1])!, epochs = Int(CommandLine.arguments[2])!, tile = Int(CommandLine.arguments[3])!
func fnv(_ w: [Float]) -> UInt64 { var h: UInt64 = 14695981039346656037; for x in w { h = (h ^ UInt64(x.bitPattern)) &* 1099511628211 }; return h }
for level in CPULevel.available.reversed() {
  if CommandLine.arguments.count > 4 && level.rawValue != CommandLine.arguments[4] { continue }
  let src = RotationSource(pixels: raw, images: 0..<n, shape: shape, scale: .raw, firstImageLast: true)
  let m = Model(arch, level: level, tile: tile)
  m.initialize(seed: 1, purposes: ["a", "b", "c", "d"])
  var t = Trainer<RotationSource, RotationSource>(m, on: src, validation: nil, training: Training(optimizer: .adam(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7), batchSize: 192, shuffles: false, length: .epochs(epochs)), order: RandomStream(seed: 1, purpose: "o"))
  var t0 = DispatchTime.now().uptimeNanoseconds
  _ = try t.run(isInterrupted: { false }) { x in
    let t1 = DispatchTime.now().uptimeNanoseconds
    print(level, "epoch", x.epoch, "loss", x.loss, "acc", Double(x.correct)/Double(x.total), "s", Double(t1 - t0)/1e9); t0 = t1 }
  print(String(fnv(m.weights), radix: 16))
  let s2 = ImageSource(pixels: raw, labels: lab, indices: Array(10000..<(10000+n/10)), shape: shape, scale: .raw)
  let m2 = Model(sup, level: level, tile: tile)
  m2.initialize(seed: 1, purposes: ["a", "b", "d"])
  var tt = Trainer<ImageSource, ImageSource>(m2, on: s2, validation: nil, training: Training(optimizer: .sgd(learningRate: 1e-3, momentum: 0.9), batchSize: 32, shuffles: true, length: .epochs(20)), order: RandomStream(seed: 1, purpose: "o"))
  t0 = DispatchTime.now().uptimeNanoseconds
  let log = try tt.run()
  print(level, "sup", log.measurements.last!.loss, Double(DispatchTime.now().uptimeNanoseconds - t0)/1e9/20, "s/epoch", String(fnv(m2.weights), radix: 16))
}
