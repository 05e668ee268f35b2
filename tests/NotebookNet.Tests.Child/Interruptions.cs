using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Child;

/// <summary>
/// A thread that multiplies matrices while another interrupts it again and again. A caller that left before its workers
/// would give memory back to which they still write.
/// </summary>
internal static class Interruptions
{
    private const int Size = 400;

    public static string[] Compute(int times)
    {
        // A caller that sleeps as soon as it waits can be interrupted there.
        Workers.SpinTime = TimeSpan.Zero;
        int caught = 0;
        int wrong = 0;
        DenseMatrix x = DenseMatrix.Create(Size, Size, (i, j) => (i * 7 % 5) - (j * 3 % 4));
        DenseMatrix expected = new(Size, Size);
        MatrixProduct.Multiply(x, x, expected);
        Thread caller = new(() =>
        {
            while (caught < times)
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
                    Volatile.Write(ref caught, caught + 1);
                }
            }
        });
        caller.Start();
        int collected = 0;
        while (caller.IsAlive)
        {
            caller.Interrupt();
            Thread.SpinWait(2000);
            if (Volatile.Read(ref caught) != collected)
            {
                collected = caught;
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            }
        }

        return [$"interrupted {caught}", $"wrong {wrong}"];
    }
}
