using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Kernels;

/// <summary>Runs beside no other test, so that the workers are free and nobody else allocates.</summary>
[Collection(nameof(WorkersTests))]
[CollectionDefinition(nameof(WorkersTests), DisableParallelization = true)]
public sealed class WorkersTests : IDisposable
{
    /// <summary>Stands for never.</summary>
    private static readonly TimeSpan s_never = TimeSpan.FromMinutes(5);

    private readonly int _threadsBefore = Control.MaxDegreeOfParallelism;

    public void Dispose() => Control.MaxDegreeOfParallelism = _threadsBefore;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void Every_part_runs_once(int parts)
    {
        for (int run = 0; run < 500; run++)
        {
            int[] counts = new int[parts];
            Workers.Run(
                parts,
                counts,
                static (counts, part) => Interlocked.Increment(ref counts[part])
            );
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(8, 100)]
    [InlineData(100, 2)]
    [InlineData(784, 3)]
    public void Shares_are_whole_groups_of_eight_and_cover_every_number_once(int size, int shares)
    {
        int[] counts = new int[size];
        List<(int From, int To)> borders = [];
        Workers.Share(
            size,
            shares,
            (counts, borders),
            static (state, from, to) =>
            {
                for (int i = from; i < to; i++)
                {
                    Interlocked.Increment(ref state.counts[i]);
                }

                lock (state.borders)
                {
                    state.borders.Add((from, to));
                }
            }
        );
        Assert.All(counts, count => Assert.Equal(1, count));
        Assert.InRange(borders.Count, 1, shares);
        Assert.All(borders, border => Assert.Equal(0, border.From % 8));
        Assert.All(borders, border => Assert.True(border.To % 8 == 0 || border.To == size));
        Assert.True(size == 0 || borders.TrueForAll(border => border.From < border.To));
    }

    [Fact]
    public void A_kernel_gets_a_thread_more_for_each_piece_of_work_that_pays_for_one()
    {
        Control.MaxDegreeOfParallelism = 2;
        Assert.Equal(1, Workers.CountFor(99, 100));
        Assert.Equal(Workers.Count, Workers.CountFor(100, 100));
        Assert.Equal(Workers.Count, Workers.CountFor(long.MaxValue, 100));
        Workers.IsAlone = true;
        try
        {
            Assert.Equal(1, Workers.CountFor(100, 100));
        }
        finally
        {
            Workers.IsAlone = false;
        }
    }

    [Fact]
    public void Two_parts_run_at_the_same_time_where_there_are_two_processors()
    {
        Control.MaxDegreeOfParallelism = 2;
        using Barrier barrier = new(Workers.Count);
        Workers.Run(
            Workers.Count,
            barrier,
            static (barrier, part) =>
                Assert.True(barrier.SignalAndWait(s_never), $"Part {part} has met no other part.")
        );
        Assert.Equal(1, barrier.CurrentPhaseNumber);
    }

    [Fact]
    public void Workers_that_fell_asleep_wake_up()
    {
        for (int run = 0; run < 20; run++)
        {
            Thread.Sleep(2);
            Two_parts_run_at_the_same_time_where_there_are_two_processors();
        }
    }

    [Fact]
    public void A_run_within_a_run_is_done()
    {
        int[] count = new int[1];
        Workers.Run(
            4,
            count,
            static (count, _) =>
                Workers.Run(5, count, static (count, _) => Interlocked.Increment(ref count[0]))
        );
        Assert.Equal(20, count[0]);
    }

    [Fact]
    public void Threads_that_call_at_the_same_time_each_get_all_their_parts_done()
    {
        int wrong = 0;
        Thread[] callers =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(_ => new Thread(() =>
                {
                    for (int run = 0; run < 500; run++)
                    {
                        int[] counts = new int[6];
                        Workers.Run(6, counts, static (counts, part) => counts[part]++);
                        Interlocked.Add(ref wrong, counts.Count(count => count != 1));
                    }
                })),
        ];
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void The_exception_of_a_part_reaches_the_caller_and_the_workers_go_on()
    {
        for (int failing = 0; failing < 8; failing++)
        {
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
                Workers.Run(
                    8,
                    failing,
                    static (failing, part) =>
                    {
                        if (part == failing)
                        {
                            throw new InvalidOperationException($"part {part}");
                        }
                    }
                )
            );
            Assert.Equal($"part {failing}", exception.Message);
            Every_part_runs_once(8);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_caller_whose_part_fails_waits_for_the_others(bool interrupted)
    {
        Control.MaxDegreeOfParallelism = 2;
        Assert.SkipUnless(Workers.Count > 1, "needs two threads");
        var work = new Shared();
        Exception? thrown = null;
        bool allEnded = false;
        bool waitThrows = false;
        using ManualResetEvent left = new(false);
        Thread caller = new(() =>
        {
            work.Caller = Thread.CurrentThread;
            thrown = Record.Exception(() =>
                Workers.Run(
                    2,
                    work,
                    static (work, _) =>
                    {
                        if (Thread.CurrentThread == work.Caller)
                        {
                            bool came = work.WorkerIsAtWork.WaitOne(s_never);
                            work.CallerHasFailed = true;
                            throw new InvalidOperationException(
                                came ? "the caller's part" : "no worker has come"
                            );
                        }

                        work.WorkerIsAtWork.Set();
                        work.WorkerMayEnd.WaitOne();
                        work.WorkerEnded = true;
                    }
                )
            );
            allEnded = work.WorkerEnded;
            left.Set();
            waitThrows = Record.Exception(() => Thread.Sleep(1)) is ThreadInterruptedException;
        });
        caller.Start();
        for (int i = 0; interrupted && i < 10; i++)
        {
            // From its failure on the caller sleeps nowhere but where it waits for the worker, or after it has gone too early.
            while (
                !left.WaitOne(1)
                && !(work.CallerHasFailed && caller.ThreadState == ThreadState.WaitSleepJoin)
            ) { }

            caller.Interrupt();
        }

        // A caller that does not wait has all this time to go.
        left.WaitOne(100);
        work.WorkerMayEnd.Set();
        caller.Join();
        Assert.True(allEnded, "The caller has left while its worker was at work.");
        Assert.Equal("the caller's part", Assert.IsType<InvalidOperationException>(thrown).Message);
        Assert.Equal(interrupted, waitThrows);
        Every_part_runs_once(8);
    }

    private sealed class Shared
    {
        public Thread? Caller;
        public ManualResetEvent WorkerIsAtWork { get; } = new(false);
        public ManualResetEvent WorkerMayEnd { get; } = new(false);
        public volatile bool CallerHasFailed;
        public volatile bool WorkerEnded;
    }

    [Fact]
    public void There_are_as_many_threads_as_MathNet_may_use_but_no_more_than_the_limit()
    {
        Control.MaxDegreeOfParallelism = 1;
        Assert.Equal(1, Workers.Count);
        Control.MaxDegreeOfParallelism = 1000;
        Assert.Equal(
            ThreadLimit.Of(
                Environment.GetEnvironmentVariable(ThreadLimit.Variable),
                Environment.ProcessorCount,
                ProcessorQuota.Read()
            ),
            Workers.Count
        );
    }

    [Fact]
    public void No_kernel_allocates_after_its_first_call_on_any_thread()
    {
        Control.MaxDegreeOfParallelism = 2;
        DenseMatrix x = DenseMatrix.CreateRandom(
            100,
            784,
            new MathNet.Numerics.Distributions.Normal()
        );
        DenseMatrix w = DenseMatrix.CreateRandom(
            784,
            101,
            new MathNet.Numerics.Distributions.Normal()
        );
        DenseMatrix y = new(100, 101);
        DenseMatrix dw = new(784, 101);
        DenseMatrix dx = new(100, 784);
        double[] bias = new double[101];

        // The least of some runs: the runtime and the test framework may allocate once in a while for themselves.
        long least = long.MaxValue;
        for (int run = 0; run < 10 && least > 0; run++)
        {
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            Compute();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        }

        Assert.Equal(0, least);
        Assert.Equal(0, Allocations.Of(Compute));

        void Compute()
        {
            for (int i = 0; i < 5; i++)
            {
                MatrixProduct.Multiply(x, w, y);
                MatrixProduct.Multiply(x, w, y, bias);
                MatrixProduct.TransposeThisAndMultiply(x, y, dw);
                MatrixProduct.TransposeAndMultiply(y, w, dx);
                Elementwise.Tanh(y.Values, y.Values);
                Elementwise.RectifyBackward(y.Values, y.Values, y.Values);
                Elementwise.AddScaled(0.1, dw.Values, dw.Values);
                Elementwise.Scale(1e-3, dw.Values, dw.Values);
                Reductions.ColumnSums(y, bias);
                Reductions.Softmax(y, y);
            }
        }
    }
}
