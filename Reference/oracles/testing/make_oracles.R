# Writes the oracles of the tests of activity: limma, R's lowess and R's tests on values made here.
#
#   Rscript make_oracles.R          (limma 3.54.1, statmod 1.5.0, R 4.2.2)
#
# All inputs are simulated below; no published data are used.
library(limma)
options(digits = 17)

folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
write_table <- function(table, name) {
  for (column in names(table)) {
    if (is.double(table[[column]])) {
      table[[column]] <- ifelse(is.na(table[[column]]), "", sprintf("%.17g", table[[column]]))
    }
  }
  write.table(table, file.path(folder, name), sep = "\t", quote = FALSE, row.names = FALSE, na = "")
}

# --- counts: 60 elements, two conditions, three blocks, a few values missing ------------------
set.seed(20)
elements <- 60
block <- c(1, 2, 3, 1, 2, 3)
condition <- rep(c("A", "B"), each = 3)
base <- exp(rnorm(elements, 5, 1))
noise <- function() matrix(rnorm(elements * 6, 0, 0.25), elements) +
  matrix(rnorm(elements * 3, 0, 0.3), elements)[, block]
dna <- matrix(rpois(elements * 6, base), elements)
effect <- ifelse(seq_len(elements) <= 8, 1.5, 0)
level <- rnorm(elements, 0, 0.7)
log_rate <- level + outer(effect, as.numeric(condition == "B")) + noise() * sqrt(100 / base)
rna <- matrix(rpois(elements * 6, base * exp(log_rate)), elements)
dna[11, 2] <- NA
dna[12, 4] <- NA
rna[13, 6] <- NA
rna[14, c(1, 5)] <- NA
dna[15, 4:6] <- NA
rna[16, 1] <- 0
counts <- data.frame(dna, rna)
names(counts) <- c(paste0("dna", 1:6), paste0("rna", 1:6))
write_table(counts, "counts.tsv")

scaled <- function(m, blocks = NULL) {
  library_size <- colSums(m, na.rm = TRUE)
  if (!is.null(blocks)) library_size <- ave(library_size, blocks, FUN = sum)
  round(sweep(m, 2, library_size, "/") * 1e7)
}
results <- NULL
priors <- NULL
run <- function(name, design, coefficient, correlated = FALSE, weighted = TRUE, blocks = NULL) {
  y <- log2(scaled(rna, blocks) + 1) - log2(scaled(dna, blocks) + 1)
  log_dna <- log2(scaled(dna, blocks) + 1)
  log_dna[is.na(y)] <- NA
  plain <- lmFit(y, design)
  weights <- NULL
  if (weighted) {
    # mpra passes deviations that are NA to lowess, which then returns nonsense.
    known <- !is.na(plain$sigma)
    curve <- lowess(rowMeans(log_dna, na.rm = TRUE)[known], sqrt(plain$sigma[known]), f = 0.4)
    weights <- 1 / approxfun(curve, rule = 2)(log_dna)^4
    dim(weights) <- dim(y)
  }
  correlation <- NA
  if (correlated) {
    correlation <- duplicateCorrelation(y, design, block = block)$consensus
    fit <- lmFit(y, design, weights = weights, block = block, correlation = correlation)
  } else {
    fit <- lmFit(y, design, weights = weights)
  }
  fit <- eBayes(fit)
  table <- topTable(fit, coef = coefficient, number = Inf, sort.by = "none", confint = TRUE)
  # limma tests elements without residual degrees of freedom by the prior alone; we do not.
  alone <- fit$df.residual == 0
  table[alone, ] <- NA
  table$adj.P.Val <- p.adjust(table$P.Value, "BH")
  # treat() stops at coefficients that cannot be estimated.
  known <- !is.na(fit$coefficients)
  filled <- fit
  filled$coefficients[!known] <- 0
  filled$stdev.unscaled[!known] <- 1
  treated <- treat(filled, lfc = 0.4)
  treated$p.value[!known | alone] <- NA
  results <<- rbind(results, data.frame(
    case = name, element = seq_len(elements) - 1L, effect = table$logFC, low = table$CI.L,
    high = table$CI.R, mean = table$AveExpr, t = table$t, p = table$P.Value,
    q = table$adj.P.Val, log_odds = table$B, degrees = fit$df.total,
    treat_p = treated$p.value[, coefficient]))
  priors <<- rbind(priors, data.frame(
    case = name, degrees = fit$df.prior, variance = fit$s2.prior,
    effect_variance = fit$var.prior[coefficient], correlation = correlation))
}
is_b <- as.numeric(condition == "B")
run("independent", cbind(1, is_b), 2)
run("unweighted", cbind(1, is_b), 2, weighted = FALSE)
run("correlated", cbind(1, is_b), 2, correlated = TRUE)
run("blocks_scaled", cbind(1, is_b), 2, correlated = TRUE, blocks = block)
run("paired", cbind(1, block == 2, block == 3, is_b), 4)
run("activity", cbind(1 - is_b, is_b), 2)
write_table(results, "linear_models.tsv")
write_table(priors, "priors.tsv")

# --- variance priors --------------------------------------------------------------------------
set.seed(4)
sets <- list(
  spread = list(rchisq(12, 4) / 4 * exp(rnorm(12)), rep(c(4, 3, 2, 5), 3)),
  equal = list(c(1, 1.01, 0.99, 1.02, 0.98, 1.05), rep(2, 6)),
  unequal_degrees = list(c(1, 1.01, 0.99, 1.02, 0.98, 1.05), c(2, 3, 2, 9, 2, 2)),
  zeros = list(c(0, 0, rchisq(8, 4) / 4), c(4, 4, 4, 3, 2, 5, 4, 4, 4, 4)),
  mostly_zeros = list(c(0, 0, 0, 1, 2), rep(4, 5)),
  single = list(1.5, 4))
table <- NULL
for (name in names(sets)) {
  fit <- suppressWarnings(fitFDist(sets[[name]][[1]], sets[[name]][[2]]))
  table <- rbind(table, data.frame(
    case = name, variances = paste(sprintf("%.17g", sets[[name]][[1]]), collapse = ","),
    degrees = paste(sets[[name]][[2]], collapse = ","), prior_degrees = fit$df2,
    prior_variance = fit$scale))
}
write_table(table, "variance_priors.tsv")

# --- lowess -----------------------------------------------------------------------------------
set.seed(7)
smooth <- NULL
clouds <- list(
  curved = list(runif(80, 0, 10), 0.4, 3),
  tied = list(round(runif(60, 0, 10)), 0.5, 3),
  plain = list(rnorm(40), 2 / 3, 0),
  few = list(c(1, 2, 4, 7), 0.4, 3))
for (name in names(clouds)) {
  x <- clouds[[name]][[1]]
  y <- sin(x) + rnorm(length(x), 0, 0.2) + 5 * (seq_along(x) %% 17 == 3)
  fit <- lowess(x, y, f = clouds[[name]][[2]], iter = clouds[[name]][[3]])
  value <- approxfun(fit, rule = 2, ties = mean)(x)
  smooth <- rbind(smooth, data.frame(
    case = name, span = clouds[[name]][[2]], iterations = clouds[[name]][[3]], x = x, y = y,
    value = value))
}
write_table(smooth, "lowess.tsv")

# --- distributions ----------------------------------------------------------------------------
table <- NULL
add <- function(name, x, a, b, value) {
  table <<- rbind(table, data.frame(name = name, x = x, a = a, b = b, value = value))
}
for (d in c(0.7, 3, 10, 38.76, 1000)) for (t in c(-6, -1, 0, 0.3, 2, 12, 1e3, 1e12)) {
  add("log_t", t, d, 0, pt(t, d, lower.tail = FALSE, log.p = TRUE))
}
# R's quantiles of smaller tails are less exact than ours (1 % at d = 1.5, ln p = -700).
for (d in c(1.5, 4, 40)) for (p in c(-40, -3, -0.5, -1e-3)) {
  add("quantile_t", p, d, 0, qt(p, d, lower.tail = FALSE, log.p = TRUE))
}
for (x in c(-8, -1, 0, 3, 29, 31, 200)) add("log_normal", x, 0, 0, pnorm(x, lower.tail = FALSE, log.p = TRUE))
for (p in c(-30, -3, -0.2)) add("quantile_normal", p, 0, 0, qnorm(p, lower.tail = FALSE, log.p = TRUE))
for (d in c(1, 2, 5, 30)) for (x in c(0.01, 1, 8, 60, 4000)) {
  add("log_chi", x, d, 0, pchisq(x, d, lower.tail = FALSE, log.p = TRUE))
}
for (x in c(0.01, 0.5, 1, 7, 60, 5000)) {
  add("inverse_trigamma", trigamma(x), 0, 0, x)
  add("tetragamma", x, 0, 0, psigamma(x, 2))
}
write_table(table, "distributions.tsv")

# --- rank-sum and Fisher ----------------------------------------------------------------------
set.seed(9)
table <- NULL
for (case in 1:12) {
  a <- round(rnorm(c(1, 3, 8, 20, 49, 50, 12, 30, 5, 9, 60, 2)[case]), c(6, 6, 6, 6, 6, 6, 1, 1, 0, 0, 1, 6)[case])
  b <- round(rnorm(c(4, 3, 9, 15, 49, 12, 12, 7, 5, 4, 55, 2)[case], 0.5), c(6, 6, 6, 6, 6, 6, 1, 1, 0, 0, 1, 6)[case])
  test <- suppressWarnings(wilcox.test(a, b))
  table <- rbind(table, data.frame(
    first = paste(sprintf("%.9g", a), collapse = ","), second = paste(sprintf("%.9g", b), collapse = ","),
    w = unname(test$statistic), p = test$p.value))
}
write_table(table, "rank_sum.tsv")
table <- NULL
for (cells in list(c(3, 1, 1, 3), c(10, 2, 3, 15), c(0, 5, 5, 0), c(4, 4, 4, 4), c(100, 90, 120, 60), c(1, 9, 11, 3), c(0, 0, 3, 4))) {
  table <- rbind(table, data.frame(
    a = cells[1], b = cells[2], c = cells[3], d = cells[4], p = fisher.test(matrix(cells, 2, byrow = TRUE))$p.value))
}
write_table(table, "fisher.tsv")
