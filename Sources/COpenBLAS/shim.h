#pragma once
#include <cblas.h>

// LAPACK's Cholesky routines as exported by OpenBLAS; declared here because their C header ships
// in a package of its own. Column-major, arguments by reference, info > 0 when not positive
// definite.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);
void dpotrs_(const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda,
             double *b, const int *ldb, int *info);
