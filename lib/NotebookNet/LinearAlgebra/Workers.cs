using System.Diagnostics;
using System.Runtime.ExceptionServices;
using MathNet.Numerics;

namespace NotebookNet.LinearAlgebra;

/// <summary>The threads that kernels share. What a kernel computes never depends on how many there are.</summary>
/// <remarks>
/// One job runs at a time, and its caller works on it too; whoever finds the workers taken (a kernel within a kernel,
/// a second thread) does its parts alone. A worker without work spins for 100 µs, since in a training
/// step the next job is near, and then sleeps.
/// </remarks>
internal static class Workers
{
    private static readonly long spinTicks = Stopwatch.Frequency / 10_000;
    private static readonly Lock startGate = new();
    private static readonly object workGate = new();
    private static readonly object doneGate = new();

    private static int started;
    private static int busy;
    private static Job? current;
    private static int invited;

    /// <summary>How many parts nobody has taken; it drops below 0 as workers come too late.</summary>
    private static int untaken;
    private static int unfinished;
    private static int sleeping;
    private static bool callerSleeps;
    private static ExceptionDispatchInfo? firstFailure;

    [ThreadStatic]
    private static bool isAlone;

    /// <summary>
    /// The number of threads that work on a kernel, the caller included: <see cref="Control.MaxDegreeOfParallelism"/>,
    /// at most one a processor.
    /// </summary>
    public static int Count =>
        Math.Max(1, Math.Min(Control.MaxDegreeOfParallelism, Environment.ProcessorCount));

    /// <summary>
    /// Whether kernels that the current thread calls stay on it: for a thread of a program that has given every processor
    /// one already.
    /// </summary>
    public static bool IsAlone
    {
        get => isAlone;
        set => isAlone = value;
    }

    /// <summary>
    /// Runs <paramref name="body"/> once for each part from 0 to <paramref name="parts"/> − 1, in any order, perhaps at
    /// the same time, and returns when all have ended. The first exception of a part is thrown here.
    /// </summary>
    /// <param name="parts">How many parts there are, ≥ 0.</param>
    /// <param name="state">What each part is given.</param>
    /// <param name="body">A static lambda, which is made once: the call then allocates nothing.</param>
    public static void Run<TState>(int parts, in TState state, Action<TState, int> body)
    {
        int helpers = Math.Min(Count, parts) - 1;
        if (helpers < 1 || isAlone || Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            for (int part = 0; part < parts; part++)
            {
                body(state, part);
            }

            return;
        }

        ExceptionDispatchInfo? failure;
        Job<TState> job = Job<TState>.Shared;
        try
        {
            Start(helpers);
            job.State = state;
            job.Body = body;
            current = job;
            invited = helpers;
            unfinished = parts;
            Interlocked.Exchange(ref untaken, parts);
            if (Volatile.Read(ref sleeping) > 0)
            {
                lock (workGate)
                {
                    Monitor.PulseAll(workGate);
                }
            }

            Work();
            AwaitEnd();
        }
        finally
        {
            failure = firstFailure;
            firstFailure = null;
            job.State = default!;
            job.Body = null!;
            Volatile.Write(ref busy, 0);
        }

        failure?.Throw();
    }

    private static void Start(int helpers)
    {
        if (started >= helpers)
        {
            return;
        }

        lock (startGate)
        {
            for (; started < helpers; started++)
            {
                int index = started;
                Thread thread = new(() => Serve(index))
                {
                    IsBackground = true,
                    Name = $"Kernel worker {index + 1}",
                };
                thread.UnsafeStart();
            }
        }
    }

    private static void Serve(int index)
    {
        while (true)
        {
            long begin = Stopwatch.GetTimestamp();
            while (!HasWork(index) && Stopwatch.GetTimestamp() - begin < spinTicks)
            {
                Thread.SpinWait(8);
            }

            if (!HasWork(index))
            {
                lock (workGate)
                {
                    Interlocked.Increment(ref sleeping);
                    while (!HasWork(index))
                    {
                        Monitor.Wait(workGate);
                    }

                    Interlocked.Decrement(ref sleeping);
                }
            }

            Work();
        }
    }

    private static bool HasWork(int index) =>
        Volatile.Read(ref untaken) > 0 && index < Volatile.Read(ref invited);

    /// <summary>Takes parts until there are none. A part taken keeps its job alive, so the job is read after the taking.</summary>
    private static void Work()
    {
        int part;
        while ((part = Interlocked.Decrement(ref untaken)) >= 0)
        {
            try
            {
                current!.Execute(part);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(
                    ref firstFailure,
                    ExceptionDispatchInfo.Capture(exception),
                    null
                );
            }

            if (Interlocked.Decrement(ref unfinished) == 0 && Volatile.Read(ref callerSleeps))
            {
                lock (doneGate)
                {
                    Monitor.Pulse(doneGate);
                }
            }
        }
    }

    private static void AwaitEnd()
    {
        long begin = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref unfinished) > 0)
        {
            if (Stopwatch.GetTimestamp() - begin < spinTicks)
            {
                Thread.SpinWait(8);
                continue;
            }

            lock (doneGate)
            {
                callerSleeps = true;
                Interlocked.MemoryBarrier();
                while (Volatile.Read(ref unfinished) > 0)
                {
                    Monitor.Wait(doneGate);
                }

                callerSleeps = false;
            }
        }
    }

    private abstract class Job
    {
        public abstract void Execute(int part);
    }

    private sealed class Job<TState> : Job
    {
        public static readonly Job<TState> Shared = new();

        public TState State = default!;
        public Action<TState, int> Body = null!;

        public override void Execute(int part) => Body(State, part);
    }
}
