import TensorKernels
import Testing

@Suite struct BLASTests {
  @Test func theProcessorKernelHasAName() {
    BLAS.prepare()
    #expect(!BLAS.coreName.isEmpty && BLAS.coreName != "unknown")
  }
}
