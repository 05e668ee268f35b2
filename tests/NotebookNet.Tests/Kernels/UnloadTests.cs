using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Kernels;

/// <summary>A second copy of the library, loaded as a notebook session may load it: to be unloaded again.</summary>
[Collection(nameof(WorkersTests))]
public class UnloadTests
{
    [Fact]
    public void Worker_threads_do_not_hold_an_unloaded_assembly()
    {
        Assert.SkipUnless(Environment.ProcessorCount > 1, "needs two processors");
        WeakReference library = LoadUseAndUnload();
        for (int i = 0; i < 1000 && library.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(1);
        }

        Assert.False(library.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadUseAndUnload()
    {
        int before = Control.MaxDegreeOfParallelism;
        Control.MaxDegreeOfParallelism = Environment.ProcessorCount;
        try
        {
            var context = new AssemblyLoadContext("copy", isCollectible: true);
            Assembly copy = context.LoadFromAssemblyPath(typeof(Workers).Assembly.Location);
            Assert.NotSame(typeof(Workers).Assembly, copy);
            MethodInfo multiply = copy.GetType(typeof(MatrixProduct).FullName!, true)!
                .GetMethod(
                    nameof(MatrixProduct.Multiply),
                    [typeof(DenseMatrix), typeof(DenseMatrix), typeof(DenseMatrix)]
                )!;
            DenseMatrix x = new(200, 200);
            multiply.Invoke(null, [x, x, new DenseMatrix(200, 200)]);
            FieldInfo started = copy.GetType(typeof(Workers).FullName!, true)!
                .GetField("s_started", BindingFlags.NonPublic | BindingFlags.Static)!;
            Assert.Equal(Workers.Count - 1, started.GetValue(null));
            context.Unload();
            return new WeakReference(copy);
        }
        finally
        {
            Control.MaxDegreeOfParallelism = before;
        }
    }
}
