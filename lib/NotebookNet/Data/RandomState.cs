using System.Runtime.CompilerServices;
using MathNet.Numerics.Random;

namespace NotebookNet;

/// <summary>The state of a generator that <see cref="RandomNumbers"/> made: four words, from which all its later numbers follow. One of another kind is an <see cref="InvalidCastException"/>.</summary>
internal static class RandomState
{
    /// <summary>Number of words.</summary>
    public const int Words = 4;

    /// <summary>Whether a generator is of the one kind whose state is known.</summary>
    public static bool CanKeep(Random random) => random.GetType() == typeof(Xoshiro256StarStar);

    /// <summary>Copies the four words.</summary>
    public static void Read(Random random, Span<ulong> words)
    {
        var generator = (Xoshiro256StarStar)random;
        (words[0], words[1]) = (Word0(generator), Word1(generator));
        (words[2], words[3]) = (Word2(generator), Word3(generator));
    }

    /// <summary>The four words, a copy.</summary>
    public static ulong[] Read(Random random)
    {
        ulong[] words = new ulong[Words];
        Read(random, words);
        return words;
    }

    /// <summary>Puts a generator where the one stood whose words these are.</summary>
    public static void Write(Random random, ReadOnlySpan<ulong> words)
    {
        var generator = (Xoshiro256StarStar)random;
        (Word0(generator), Word1(generator)) = (words[0], words[1]);
        (Word2(generator), Word3(generator)) = (words[2], words[3]);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_s0")]
    private static extern ref ulong Word0(Xoshiro256StarStar generator);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_s1")]
    private static extern ref ulong Word1(Xoshiro256StarStar generator);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_s2")]
    private static extern ref ulong Word2(Xoshiro256StarStar generator);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_s3")]
    private static extern ref ulong Word3(Xoshiro256StarStar generator);
}
