# Writes counts.tsv, four libraries of designed elements, and factors.tsv, their normalisation factors
# by edgeR. Run in this folder: Rscript make_size_factors.R
suppressMessages(library(edgeR))
set.seed(7)
n <- 1600
activity <- rgamma(n, shape = 0.8, rate = 0.8)
depth <- c(20, 60, 35, 90)
counts <- sapply(seq_along(depth), function(j) {
  changed <- if (j == 3) ifelse(seq_len(n) %% 5 == 0, 6, 1) else 1
  rnbinom(n, mu = activity * depth[j] * changed + 0.2, size = 5)
})
colnames(counts) <- paste0("library", seq_along(depth))
write.table(counts, "counts.tsv", sep = "\t", quote = FALSE, row.names = FALSE)

own <- function(factors, totals) {
  relative <- factors / totals
  relative / exp(mean(log(relative)))
}
dense <- counts + 1
totals <- colSums(counts)
result <- rbind(
  tmm = calcNormFactors(counts, method = "TMM"),
  rle = calcNormFactors(counts, method = "RLE"),
  dense_tmm = calcNormFactors(dense, method = "TMM"),
  # edgeR takes zeros into the quartile; with counts + 1 there are none and the definitions agree
  dense_upper_quartile = calcNormFactors(dense, method = "upperquartile"),
  nonzero_upper_quartile = own(apply(counts, 2, function(x) quantile(x[x > 0], 0.75)), totals)
)
write.table(data.frame(method = rownames(result), format(result, digits = 17)), "factors.tsv",
  sep = "\t", quote = FALSE, row.names = FALSE)
cat("edgeR", as.character(packageVersion("edgeR")), "\n")
