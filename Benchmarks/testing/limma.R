# limma.R FILE OUTPUT(cupel) MODE: the same test with limma in one R session; compares the results.
suppressMessages(library(limma))
arguments <- commandArgs(TRUE)
counts <- as.matrix(read.table(arguments[1], colClasses = "integer"))
started <- proc.time()[["elapsed"]]
scaled <- function(m) round(sweep(m, 2, colSums(m), "/") * 1e7)
dna <- scaled(counts[, 1:6])
rna <- scaled(counts[, 7:12])
y <- log2(rna + 1) - log2(dna + 1)
log_dna <- log2(dna + 1)
design <- cbind(1, rep(0:1, each = 3))
plain <- lmFit(y, design)
curve <- lowess(rowMeans(log_dna), sqrt(plain$sigma), f = 0.4)
weights <- 1 / approxfun(curve, rule = 2, ties = mean)(log_dna)^4
dim(weights) <- dim(y)
if (arguments[3] == "correlated") {
  block <- rep(1:3, 2)
  correlation <- duplicateCorrelation(y, design, block = block)$consensus
  cat("limma  correlation", format(correlation, digits = 12), "\n")
  fit <- eBayes(lmFit(y, design, weights = weights, block = block, correlation = correlation))
} else {
  fit <- eBayes(lmFit(y, design, weights = weights))
}
table <- topTable(fit, coef = 2, number = Inf, sort.by = "none", confint = TRUE)
cat("limma  fit", proc.time()[["elapsed"]] - started, "seconds\n")
mine <- read.table(arguments[2])
names(mine) <- c("effect", "t", "log_p", "log_odds")
relative <- function(a, b, floor = 0) max(abs(a - b) / pmax(abs(b), floor))
cat(sprintf("largest relative difference: effect %.1e, t %.1e, p %.1e; absolute: B %.1e\n",
  relative(mine$effect, table$logFC, 1e-3), relative(mine$t, table$t, 1e-3),
  relative(exp(mine$log_p), table$P.Value), max(abs(mine$log_odds - table$B))))
