import Kernels
#if arch(x86_64)
  import KernelsAVX2
  import KernelsAVX512
#endif

/// The kernels of one CPU level, as plain function values: the level is chosen once, at run time.
struct KernelSet: Sendable {
  typealias Floats = UnsafePointer<Float>
  typealias MutableFloats = UnsafeMutablePointer<Float>
  typealias Integers = UnsafePointer<Int32>
  typealias MutableIntegers = UnsafeMutablePointer<Int32>
  typealias MutableDoubles = UnsafeMutablePointer<Double>

  let affineForward:
    @Sendable (
      Floats, Integers, Int, Int, Int, Int, Floats, Floats, Int, Int, MutableFloats, Integers,
      MutableIntegers, Bool, Bool
    ) -> Void
  let listGradients:
    @Sendable (
      Integers, Int, Floats, Floats, Integers, Integers, Int, Int, Bool, Bool, MutableIntegers,
      MutableFloats, MutableIntegers, Int, MutableFloats, MutableIntegers
    ) -> Void
  let winogradForward:
    @Sendable (
      Floats, Integers, Int, Int, Int, Floats, Floats, Int, Int, MutableFloats, Integers,
      MutableIntegers, Bool, Bool, MutableFloats, MutableFloats
    ) -> Void
  let winogradWeights: @Sendable (Floats, MutableFloats, Int, Int) -> Void
  let pointwiseBackward:
    @Sendable (
      Integers, Floats, Integers, Int, Int, Floats, MutableFloats?, Int, Floats, MutableFloats
    ) -> Void
  let convolutionBackward:
    @Sendable (
      Integers, Floats, Integers, Int, Int, Floats, MutableFloats?, Int, Int, Int, Int, Int,
      Floats, MutableFloats, MutableFloats, MutableFloats
    ) -> Void
  let maskGradients:
    @Sendable (
      Int, Floats, Floats, Integers, Int, Bool, MutableFloats, Integers, MutableFloats,
      MutableFloats
    ) -> Void
  let denseWeightGradient:
    @Sendable (
      Floats, Integers, Int, Floats, Integers, Int, Int, Int, Int, MutableFloats
    ) -> Void
  let turnWeights: @Sendable (Floats, MutableFloats, Int, Int, Int, Int) -> Void
  let listActiveWindows:
    @Sendable (Floats, Integers, Int, Int, Int, Int, Int, MutableIntegers) -> Int
  let firstLayerForward:
    @Sendable (
      Floats, Integers, Int, Integers, Int, Int, Int, Int, Floats, Floats, Int, MutableFloats,
      Integers, MutableIntegers, Bool
    ) -> Void
  let firstLayerBackward:
    @Sendable (
      Floats, Integers, Int, Integers, Int, Int, Int, Int, Floats, Floats, Integers, Integers,
      Int, Bool, Bool, MutableFloats, MutableFloats, MutableFloats
    ) -> Void
  let maxPoolForward:
    @Sendable (
      Floats, MutableFloats, Integers, Integers, Integers, Int, Int, Int, MutableIntegers
    ) -> Void
  let maxPoolBackward:
    @Sendable (Floats, MutableFloats, Integers, Integers, Int, Int, Integers) -> Void
  let channelMoments: @Sendable (Floats, Int, Int, MutableDoubles) -> Void
  let normalize:
    @Sendable (
      Floats, Int, Int, Int, Int, Floats, Floats, Floats, Bool, MutableFloats, Int, Int, Int
    ) -> Void
  let normalizationSums:
    @Sendable (
      Floats, Int, Int, Int, Int, Floats, Bool, Floats, Floats, Int, Int, Int, MutableDoubles
    ) -> Void
  let normalizationBackward:
    @Sendable (
      Floats, Int, Int, Int, Int, Floats, Floats, Floats, Bool, Floats, Floats, Int, Int, Int,
      MutableFloats
    ) -> Void
  let averagePoolForward:
    @Sendable (
      Floats, MutableFloats, Integers, Integers, Floats, Integers, Int, Int, Int
    ) -> Void
  let averagePoolBackward:
    @Sendable (
      Floats, MutableFloats, Integers, Integers, Floats, Integers, Int, Int, Int
    ) -> Void
  let softmaxCrossEntropy:
    @Sendable (
      Floats, Integers, Int, Int, Int, Float, MutableFloats?, MutableFloats, MutableIntegers?,
      UnsafeMutablePointer<Double>
    ) -> Int
  let squaredError: @Sendable (Floats, Floats, Floats, Int, Float, MutableFloats?) -> Double
  let classAndBox:
    @Sendable (
      Floats, Integers, Int, Floats, Floats, Float, Float, MutableFloats?, MutableFloats,
      MutableIntegers?, MutableDoubles
    ) -> Int
  let pixelCrossEntropy:
    @Sendable (
      Floats, Floats, Floats, Int, Int, Float, MutableFloats?, MutableFloats, MutableDoubles
    ) -> Int
  let pseudoLabelCrossEntropy:
    @Sendable (
      Floats, Int, Float, Float, Float, MutableFloats?, MutableFloats, MutableDoubles
    ) -> Int
  let normalizeRows:
    @Sendable (
      Floats, Int, Int, Int, MutableFloats, MutableFloats, Int, MutableDoubles
    ) -> Void
  let contrastRows:
    @Sendable (
      Floats, Floats, Int, Int, Int, Int, Int, Float, MutableFloats, MutableDoubles
    ) -> Int
  let contrastGradients:
    @Sendable (
      Floats, Int, Floats, UnsafePointer<Double>, Int, Int, Int, Int, Double, MutableFloats,
      MutableFloats, MutableFloats
    ) -> Void
  let adamStep:
    @Sendable (
      MutableFloats, Floats, MutableFloats, MutableFloats, Int, Float, Float, Float, Float
    ) -> Void
  let momentumStep: @Sendable (MutableFloats, Floats, MutableFloats, Int, Float, Float) -> Void
  let nesterovStep: @Sendable (MutableFloats, Floats, MutableFloats, Int, Float, Float) -> Void
  let addWeightDecay: @Sendable (Floats, MutableFloats, Int, Float) -> Void
  let scaleWeights: @Sendable (MutableFloats, Int, Float) -> Void
  let accumulate: @Sendable (Floats, MutableFloats, Int) -> Void
  let transpose: @Sendable (Floats, MutableFloats, Int, Int, Int) -> Void
}

extension KernelSet {
  /// The kernels of a level; the caller has checked that the machine has it.
  static func level(_ level: CPULevel) -> KernelSet {
    #if arch(x86_64)
      switch level {
      case .portable: portable
      case .avx2: avx2
      case .avx512: avx512
      }
    #else
      portable
    #endif
  }

  private static var portable: KernelSet {
    KernelSet(
      affineForward: Kernels.affineForward,
      listGradients: Kernels.listGradients,
      winogradForward: Kernels.winogradForward,
      winogradWeights: Kernels.winogradWeights,
      pointwiseBackward: Kernels.pointwiseBackward,
      convolutionBackward: Kernels.convolutionBackward,
      maskGradients: Kernels.maskGradients,
      denseWeightGradient: Kernels.denseWeightGradient,
      turnWeights: Kernels.turnWeights,
      listActiveWindows: Kernels.listActiveWindows,
      firstLayerForward: Kernels.firstLayerForward,
      firstLayerBackward: Kernels.firstLayerBackward,
      maxPoolForward: Kernels.maxPoolForward,
      maxPoolBackward: Kernels.maxPoolBackward,
      channelMoments: Kernels.channelMoments,
      normalize: Kernels.normalize,
      normalizationSums: Kernels.normalizationSums,
      normalizationBackward: Kernels.normalizationBackward,
      averagePoolForward: Kernels.averagePoolForward,
      averagePoolBackward: Kernels.averagePoolBackward,
      softmaxCrossEntropy: Kernels.softmaxCrossEntropy,
      squaredError: Kernels.squaredError,
      classAndBox: Kernels.classAndBox,
      pixelCrossEntropy: Kernels.pixelCrossEntropy,
      pseudoLabelCrossEntropy: Kernels.pseudoLabelCrossEntropy,
      normalizeRows: Kernels.normalizeRows,
      contrastRows: Kernels.contrastRows,
      contrastGradients: Kernels.contrastGradients,
      adamStep: Kernels.adamStep,
      momentumStep: Kernels.momentumStep,
      nesterovStep: Kernels.nesterovStep,
      addWeightDecay: Kernels.addWeightDecay,
      scaleWeights: Kernels.scaleWeights,
      accumulate: Kernels.accumulate,
      transpose: Kernels.transpose)
  }

  #if arch(x86_64)
    private static var avx2: KernelSet {
      KernelSet(
        affineForward: KernelsAVX2.affineForward,
        listGradients: KernelsAVX2.listGradients,
        winogradForward: KernelsAVX2.winogradForward,
        winogradWeights: KernelsAVX2.winogradWeights,
        pointwiseBackward: KernelsAVX2.pointwiseBackward,
        convolutionBackward: KernelsAVX2.convolutionBackward,
        maskGradients: KernelsAVX2.maskGradients,
        denseWeightGradient: KernelsAVX2.denseWeightGradient,
        turnWeights: KernelsAVX2.turnWeights,
        listActiveWindows: KernelsAVX2.listActiveWindows,
        firstLayerForward: KernelsAVX2.firstLayerForward,
        firstLayerBackward: KernelsAVX2.firstLayerBackward,
        maxPoolForward: KernelsAVX2.maxPoolForward,
        maxPoolBackward: KernelsAVX2.maxPoolBackward,
        channelMoments: KernelsAVX2.channelMoments,
        normalize: KernelsAVX2.normalize,
        normalizationSums: KernelsAVX2.normalizationSums,
        normalizationBackward: KernelsAVX2.normalizationBackward,
        averagePoolForward: KernelsAVX2.averagePoolForward,
        averagePoolBackward: KernelsAVX2.averagePoolBackward,
        softmaxCrossEntropy: KernelsAVX2.softmaxCrossEntropy,
        squaredError: KernelsAVX2.squaredError,
        classAndBox: KernelsAVX2.classAndBox,
        pixelCrossEntropy: KernelsAVX2.pixelCrossEntropy,
        pseudoLabelCrossEntropy: KernelsAVX2.pseudoLabelCrossEntropy,
        normalizeRows: KernelsAVX2.normalizeRows,
        contrastRows: KernelsAVX2.contrastRows,
        contrastGradients: KernelsAVX2.contrastGradients,
        adamStep: KernelsAVX2.adamStep,
        momentumStep: KernelsAVX2.momentumStep,
        nesterovStep: KernelsAVX2.nesterovStep,
        addWeightDecay: KernelsAVX2.addWeightDecay,
        scaleWeights: KernelsAVX2.scaleWeights,
        accumulate: KernelsAVX2.accumulate,
        transpose: KernelsAVX2.transpose)
    }

    private static var avx512: KernelSet {
      KernelSet(
        affineForward: KernelsAVX512.affineForward,
        listGradients: KernelsAVX512.listGradients,
        winogradForward: KernelsAVX512.winogradForward,
        winogradWeights: KernelsAVX512.winogradWeights,
        pointwiseBackward: KernelsAVX512.pointwiseBackward,
        convolutionBackward: KernelsAVX512.convolutionBackward,
        maskGradients: KernelsAVX512.maskGradients,
        denseWeightGradient: KernelsAVX512.denseWeightGradient,
        turnWeights: KernelsAVX512.turnWeights,
        listActiveWindows: KernelsAVX512.listActiveWindows,
        firstLayerForward: KernelsAVX512.firstLayerForward,
        firstLayerBackward: KernelsAVX512.firstLayerBackward,
        maxPoolForward: KernelsAVX512.maxPoolForward,
        maxPoolBackward: KernelsAVX512.maxPoolBackward,
        channelMoments: KernelsAVX512.channelMoments,
        normalize: KernelsAVX512.normalize,
        normalizationSums: KernelsAVX512.normalizationSums,
        normalizationBackward: KernelsAVX512.normalizationBackward,
        averagePoolForward: KernelsAVX512.averagePoolForward,
        averagePoolBackward: KernelsAVX512.averagePoolBackward,
        softmaxCrossEntropy: KernelsAVX512.softmaxCrossEntropy,
        squaredError: KernelsAVX512.squaredError,
        classAndBox: KernelsAVX512.classAndBox,
        pixelCrossEntropy: KernelsAVX512.pixelCrossEntropy,
        pseudoLabelCrossEntropy: KernelsAVX512.pseudoLabelCrossEntropy,
        normalizeRows: KernelsAVX512.normalizeRows,
        contrastRows: KernelsAVX512.contrastRows,
        contrastGradients: KernelsAVX512.contrastGradients,
        adamStep: KernelsAVX512.adamStep,
        momentumStep: KernelsAVX512.momentumStep,
        nesterovStep: KernelsAVX512.nesterovStep,
        addWeightDecay: KernelsAVX512.addWeightDecay,
        scaleWeights: KernelsAVX512.scaleWeights,
        accumulate: KernelsAVX512.accumulate,
        transpose: KernelsAVX512.transpose)
    }
  #endif
}
