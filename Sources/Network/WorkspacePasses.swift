extension Workspace {
  /// How often a stage is passed for an example: once an image, and once where these are joined.
  func passes(of index: Int) -> Int { index < firstJoined ? branches : 1 }

  /// Computes the outputs of the first examples in the input buffer.
  ///
  /// - Parameters:
  ///   - examples: how many.
  ///   - range: the stages to pass; nil for all.
  ///   - pass: nil for inference.
  func forward(_ examples: Int, through range: Range<Int>? = nil, _ pass: TrainingPass? = nil) {
    for index in range ?? 0..<stages.count {
      stages.with(index) { forward(examples * passes(of: index), $0.stage, index, pass) }
    }
  }

  @inline(__always)
  private func forward(_ images: Int, _ stage: Stage, _ index: Int, _ pass: TrainingPass?) {
    let parameters = UnsafePointer(parameters.pointer)
    let input = UnsafePointer(values[index].pointer)
    let output = values[index + 1].pointer
    switch stage {
    case .affine(let stage): stage.forward(images, input, output, parameters, kernels)
    case .pool(let stage): stage.forward(images, input, output, kernels)
    case .relu(let stage): stage.forward(images, input, output)
    case .normalization(let stage):
      stage.forward(images, input, output, parameters, ofBatch: pass != nil, kernels)
    case .dropout(let stage): stage.forward(images, input, output, pass)
    case .rearrangement(let stage): stage.forward(images, input, output)
    }
  }

  /// Adds the gradients of all parameters to `gradients`, from the gradients of the outputs.
  ///
  /// - Parameters:
  ///   - examples: how many.
  ///   - range: the stages to pass, the last one first; nil for all.
  ///   - gradients: as many as there are parameters that the optimiser changes.
  func backward(
    _ examples: Int, through range: Range<Int>? = nil, into gradients: UnsafeMutablePointer<Float>
  ) {
    for index in (range ?? 0..<stages.count).reversed() {
      stages.with(index) {
        backward(examples * passes(of: index), $0.stage, index, into: gradients)
      }
    }
  }

  @inline(__always)
  private func backward(
    _ images: Int, _ stage: Stage, _ index: Int, into gradients: UnsafeMutablePointer<Float>
  ) {
    let target: UnsafeMutablePointer<Float>? = index > 0 ? valueGradients[index].pointer : nil
    let output = UnsafePointer(values[index + 1].pointer)
    let outputGradient = UnsafePointer(valueGradients[index + 1].pointer)
    switch stage {
    case .affine(let stage):
      stage.backward(
        images, values: values[index].pointer, valueGradients: target, outputs: output,
        outputGradients: outputGradient, parameters: parameters.pointer, gradients: gradients,
        kernels)
    case .pool(let stage):
      if let target {
        clear(target, images, stage.input)
        stage.backward(images, outputGradient, target, kernels)
      }
    case .relu(let stage):
      if let target {
        clear(target, images, stage.input)
        stage.backward(images, output, outputGradient, target)
      }
    case .normalization(let stage):
      guard let target else { break }
      stage.backward(
        images, values: values[index].pointer, valueGradients: target, outputs: output,
        outputGradients: outputGradient, parameters: parameters.pointer, kernels)
    case .dropout(let stage):
      if let target { stage.backward(images, outputGradient, target) }
    case .rearrangement(let stage):
      if let target { stage.backward(images, outputGradient, target) }
    }
  }

  private func clear(_ gradients: UnsafeMutablePointer<Float>, _ images: Int, _ view: View) {
    gradients.update(repeating: 0, count: images * view.imageStride)
  }

  /// Sums what a stage of batch normalisation gets.
  func sumValues(_ examples: Int, at index: Int) {
    stages.with(index) { sumValues(examples * passes(of: index), $0.stage, index) }
  }

  @inline(__always)
  private func sumValues(_ images: Int, _ stage: Stage, _ index: Int) {
    switch stage {
    case .normalization(let stage): stage.sumValues(images, values[index].pointer, kernels)
    case .affine, .pool, .relu, .dropout, .rearrangement: break
    }
  }

  /// Sums the gradients of what a stage of batch normalisation gives.
  func sumGradients(_ examples: Int, at index: Int) {
    stages.with(index) { sumGradients(examples * passes(of: index), $0.stage, index) }
  }

  @inline(__always)
  private func sumGradients(_ images: Int, _ stage: Stage, _ index: Int) {
    switch stage {
    case .normalization(let stage):
      stage.sumGradients(
        images, values[index].pointer, values[index + 1].pointer,
        valueGradients[index + 1].pointer, kernels)
    case .affine, .pool, .relu, .dropout, .rearrangement: break
    }
  }

  /// Lends a stage of batch normalisation.
  func withNormalization(at index: Int, _ body: (NormalizationStage) -> Void) {
    stages.with(index) { lend($0.stage, body) }
  }

  @inline(__always)
  private func lend(_ stage: Stage, _ body: (NormalizationStage) -> Void) {
    switch stage {
    case .normalization(let stage): body(stage)
    case .affine, .pool, .relu, .dropout, .rearrangement: break
    }
  }

  /// Brings a stage's forward layout, which all workspaces of a model share, up to date after the
  /// parameters changed.
  func refresh(_ index: Int) {
    stages.with(index) { refresh($0.stage) }
  }

  @inline(__always)
  private func refresh(_ stage: Stage) {
    switch stage {
    case .affine(let stage): stage.refresh(parameters.pointer, kernels)
    case .normalization(let stage): stage.refresh(parameters.pointer + trainableCount)
    case .pool, .relu, .dropout, .rearrangement: break
    }
  }

  /// Writes examples into the input buffer, and their labels where a loss is wanted.
  func load<Source: ExampleSource>(
    _ source: Source, _ indices: borrowing Span<Int32>, from first: Int, count: Int
  ) {
    let holder = SourceHolder(source)
    indices.withUnsafeBufferPointer { indices in
      guard let base = indices.baseAddress else { return }
      load(holder, base + first, count: count)
    }
  }

  /// The same from the place where the indices begin, of a source that is not copied.
  func load<Source: ExampleSource>(
    _ holder: borrowing SourceHolder<Source>, _ indices: UnsafePointer<Int32>, count: Int
  ) {
    precondition(holder.source.shape == input, "examples of the model's input shape")
    precondition(holder.source.branches == branches, "as many images an example as the model's")
    let target = values[0].pointer
    for place in 0..<count {
      let index = Int(indices[place])
      for branch in 0..<branches {
        let offset = inputView.offset(image: place * branches + branch, row: 0, column: 0)
        holder.source.write(
          index * branches + branch, to: target + offset, rowStride: inputView.rowStride)
      }
      labels.pointer[place] = Int32(truncatingIfNeeded: holder.source.label(index))
    }
  }
}

/// A source that cannot be copied where it is used: that would retain what it holds, for every tile.
struct SourceHolder<Source: ExampleSource>: ~Copyable {
  var source: Source

  init(_ source: Source) {
    self.source = source
  }
}
