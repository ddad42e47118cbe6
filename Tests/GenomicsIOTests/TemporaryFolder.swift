import GenomicsIO
import Testing
