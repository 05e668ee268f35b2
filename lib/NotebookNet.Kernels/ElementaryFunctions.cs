using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Numerics.Vector;

namespace NotebookNet.Kernels;

/// <summary>
/// exp, log, tanh and the sigmoid of a vector of any width, each a fixed sequence of additions, multiplications, divisions and fused multiply-adds,
/// which IEEE 754 rounds the same everywhere: unlike a platform's own functions they give the same bits on every machine.
/// </summary>
/// <remarks>
/// The polynomials are minimax fits found by the Remez algorithm (the script is with the tests), the reductions of the
/// argument the standard ones (J.-M. Muller, Elementary Functions, 3rd edition 2016, chapters 3 and 11). Largest errors found
/// against values to 106 bits, in units of the last place: exp 0.82, log 0.56, tanh 1.21, sigmoid 1.58.
/// </remarks>
internal static class ElementaryFunctions
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>ln 2 in two parts; the first ends in 21 zero bits, so that its product with an exponent is exact.</summary>
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    /// <summary>1.5·2⁵²: added to a small number, it leaves the nearest integer in the low bits.</summary>
    private const double Rounder = 6755399441055744.0;

    private static Vector<long> RounderBits => AsVectorInt64(Create(Rounder));

    private const int FractionBits = 52;
    private const long ExponentBias = 1023;

    /// <summary>eˣ: 0 from below −745.14, ∞ from above 709.79, subnormal numbers rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Exp(Vector<double> x)
    {
        // Beyond these limits the result is 0 or ∞ in any case; a comparison with NaN is false and lets it through.
        x = ConditionalSelect(GreaterThan(x, Create(710.0)), Create(710.0), x);
        x = ConditionalSelect(LessThan(x, Create(-746.0)), Create(-746.0), x);
        Vector<double> shifted = FusedMultiplyAdd(x, Create(Log2E), Create(Rounder));
        Vector<double> exponent = shifted - Create(Rounder);
        Vector<double> power = ExpMinusOneReduced(x, exponent) + Vector<double>.One;

        // 2 to the exponent in two factors: one alone would overflow, or be subnormal, before the result is.
        Vector<double> half = FusedMultiplyAdd(exponent, Create(0.5), Create(Rounder));
        Vector<long> first = AsVectorInt64(half) - RounderBits;
        Vector<long> second = AsVectorInt64(shifted) - AsVectorInt64(half);
        return power * PowerOfTwo(first) * PowerOfTwo(second);
    }

    /// <summary>ln x: −∞ of 0, NaN of a negative number, ∞ of ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Log(Vector<double> x)
    {
        const double SmallestNormal = 2.2250738585072014e-308;
        const double TwoTo54 = 18014398509481984.0;
        const double TwoTo52 = 4503599627370496.0;
        const long SqrtHalf = 0x3fe6a09e667f3bcd;

        Vector<long> isSubnormal = LessThan(x, Create(SmallestNormal));
        Vector<double> normal = ConditionalSelect(isSubnormal, x * Create(TwoTo54), x);

        // x = 2^exponent·(1 + f) with √½ ≤ 1 + f < √2. The exponent becomes a double in the low bits of 2⁵².
        Vector<long> bits = AsVectorInt64(normal);
        Vector<long> biased =
            (bits - Create(SqrtHalf - (ExponentBias << FractionBits))) >>> FractionBits;
        Vector<double> exponent =
            AsVectorDouble(biased | AsVectorInt64(Create(TwoTo52)))
            - Create(TwoTo52 + ExponentBias);
        Vector<long> fraction = bits - ((biased - Create(ExponentBias)) << FractionBits);
        Vector<double> f = AsVectorDouble(fraction) - Vector<double>.One;
        exponent -= AsVectorDouble(isSubnormal) & Create(54.0);

        // ln(1 + f) = 2·artanh s with s = f/(2 + f), written so that f itself is added last.
        Vector<double> s = f / (Create(2.0) + f);
        Vector<double> z = s * s;
        Vector<double> series = Create(0.14762780534737116);
        series = FusedMultiplyAdd(series, z, Create(0.15317636679598992));
        series = FusedMultiplyAdd(series, z, Create(0.181834107714903));
        series = FusedMultiplyAdd(series, z, Create(0.2222220186700494));
        series = FusedMultiplyAdd(series, z, Create(0.2857142870567839));
        series = FusedMultiplyAdd(series, z, Create(0.3999999999961125));
        series = FusedMultiplyAdd(series, z, Create(0.6666666666666696));
        Vector<double> halfSquare = Create(0.5) * f * f;
        Vector<double> correction = s * FusedMultiplyAdd(series, z, halfSquare);
        correction = FusedMultiplyAdd(exponent, Create(Ln2Low), correction);
        Vector<double> result = FusedMultiplyAdd(
            exponent,
            Create(Ln2High),
            f - (halfSquare - correction)
        );

        Vector<long> isPositive = GreaterThan(x, Vector<double>.Zero);
        Vector<long> isZero = Vector.Equals(x, Vector<double>.Zero);
        Vector<long> isFinite = LessThan(x, Create(double.PositiveInfinity));
        Vector<double> special = ConditionalSelect(
            isPositive,
            x,
            ConditionalSelect(isZero, Create(double.NegativeInfinity), Create(double.NaN))
        );
        return ConditionalSelect(isPositive & isFinite, result, special);
    }

    /// <summary>tanh x, with t = e²ˣ − 1 of |x|: t/(t + 2) where that is below ½, else 1 − 2/(t + 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Tanh(Vector<double> x)
    {
        Vector<double> twice = Abs(x + x);
        twice = ConditionalSelect(GreaterThan(twice, Create(44.0)), Create(44.0), twice);
        Vector<double> shifted = FusedMultiplyAdd(twice, Create(Log2E), Create(Rounder));
        Vector<double> reduced = ExpMinusOneReduced(twice, shifted - Create(Rounder));
        Vector<double> power = PowerOfTwo(AsVectorInt64(shifted) - RounderBits);
        Vector<double> t = FusedMultiplyAdd(reduced, power, power - Vector<double>.One);

        Vector<long> isLow = LessThan(t, Create(2.0));
        Vector<double> quotient = ConditionalSelect(isLow, t, Create(2.0)) / (t + Create(2.0));
        Vector<double> magnitude = ConditionalSelect(
            isLow,
            quotient,
            Vector<double>.One - quotient
        );
        return magnitude | (x & Create(-0.0));
    }

    /// <summary>1/(1 + e⁻ˣ), as eˣ/(1 + eˣ) for negative x, where e⁻ˣ might overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Sigmoid(Vector<double> x)
    {
        Vector<double> power = Exp(x | Create(-0.0));
        Vector<long> isNegative = LessThan(x, Vector<double>.Zero);
        return ConditionalSelect(isNegative, power, Vector<double>.One)
            / (Vector<double>.One + power);
    }

    /// <summary>eʳ − 1 for r = x − exponent·ln 2, |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ExpMinusOneReduced(Vector<double> x, Vector<double> exponent)
    {
        Vector<double> r = FusedMultiplyAdd(exponent, Create(-Ln2High), x);
        r = FusedMultiplyAdd(exponent, Create(-Ln2Low), r);
        Vector<double> q = Create(2.4999965359640575e-08);
        q = FusedMultiplyAdd(q, r, Create(2.7630378625210986e-07));
        q = FusedMultiplyAdd(q, r, Create(2.7557587342164025e-06));
        q = FusedMultiplyAdd(q, r, Create(2.480149276278181e-05));
        q = FusedMultiplyAdd(q, r, Create(0.00019841269504765384));
        q = FusedMultiplyAdd(q, r, Create(0.0013888888943922656));
        q = FusedMultiplyAdd(q, r, Create(0.008333333333495624));
        q = FusedMultiplyAdd(q, r, Create(0.04166666666652919));
        q = FusedMultiplyAdd(q, r, Create(0.1666666666666641));
        q = FusedMultiplyAdd(q, r, Create(0.5000000000000011));
        return FusedMultiplyAdd(q, r * r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> PowerOfTwo(Vector<long> exponent) =>
        AsVectorDouble((exponent + Create(ExponentBias)) << FractionBits);
}
