namespace NotebookNet.Kernels;

/// <summary>Powers whose bits do not depend on a platform's own <c>pow</c>.</summary>
internal static class Powers
{
    /// <summary>x to the power n, n ≥ 0, by repeated squaring.</summary>
    public static double Of(double x, int n)
    {
        double power = 1;
        for (double square = x; n > 0; n >>= 1, square *= square)
        {
            if ((n & 1) == 1)
            {
                power *= square;
            }
        }

        return power;
    }
}
