using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Child;

/// <summary>
/// A thread that multiplies matrices while another interrupts it again and again. A caller that left before its workers
/// would give memory back to which they still write.
/// </summary>
internal static class Interruptions
{
    private const int Caught = 200;
    private const int Size = 192;

    public static string[] Compute()
    {
        int caught = 0;
        int wrong = 0;
        DenseMatrix x = DenseMatrix.Create(Size, Size, (i, j) => (i * 7 % 5) - (j * 3 % 4));
        DenseMatrix expected = new(Size, Size);
        MatrixProduct.Multiply(x, x, expected);
        Thread caller = new(() =>
        {
            while (caught < Caught)
            {
                try
                {
                    // New memory each time, which may move once nobody holds it, and whatever comes there is written over.
                    DenseMatrix result = new(Size, Size);
                    MatrixProduct.Multiply(x, x, result);
                    wrong += result.Equals(expected) ? 0 : 1;
                    Thread.Sleep(0);
                }
                catch (ThreadInterruptedException)
                {
                    Interlocked.Increment(ref caught);
                }
            }
        });
        caller.Start();
        while (caller.IsAlive)
        {
            caller.Interrupt();
            Thread.SpinWait(2000);
            if (caught % 10 == 0)
            {
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            }
        }

        return [$"interrupted {caught}", $"wrong {wrong}"];
    }
}
