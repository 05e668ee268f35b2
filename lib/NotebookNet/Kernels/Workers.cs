using System.Diagnostics;
using System.Runtime.ExceptionServices;
using MathNet.Numerics;

namespace NotebookNet.Kernels;

/// <summary>The threads that kernels share. What a kernel computes never depends on how many there are.</summary>
/// <remarks>
/// One job runs at a time, and its caller works on it too; whoever finds the workers taken (a kernel within a kernel,
/// a second thread) does its parts alone. So do threads that call by turns, as parallel trainings do: each has a processor
/// already. (Measured on two cores, eight trainings on two threads: 10 to 20 % faster than with whoever comes first taking
/// the worker.) A worker without work spins for 100 µs, since in a training step the next job is near, and then sleeps. A
/// worker that finds itself on its caller's processor, which it would only take from the caller, moves to another, or sleeps
/// at once where the system cannot be told so.
/// </remarks>
internal static class Workers
{
    private static readonly long s_spinTicks = Stopwatch.Frequency / 10_000;
    private static readonly long s_severalCallersTicks = Stopwatch.Frequency / 1000;
    private static readonly Lock s_startGate = new();
    private static readonly object s_workGate = new();
    private static readonly object s_doneGate = new();

    private static int s_lastCaller;
    private static long s_callerChanged;
    private static int s_started;
    private static int s_busy;
    private static Job? s_current;
    private static int s_invited;

    /// <summary>How many parts nobody has taken; it drops below 0 as workers come too late.</summary>
    private static int s_untaken;
    private static int s_unfinished;
    private static int s_sleeping;
    private static int s_callerProcessor = -1;
    private static bool s_callerSleeps;
    private static ExceptionDispatchInfo? s_firstFailure;

    [ThreadStatic]
    private static bool s_isAlone;

    /// <summary>
    /// The number of threads that work on a kernel, the caller included: <see cref="Control.MaxDegreeOfParallelism"/>,
    /// at most one a processor.
    /// </summary>
    public static int Count =>
        Math.Max(1, Math.Min(Control.MaxDegreeOfParallelism, Environment.ProcessorCount));

    /// <summary>The number of threads that a kernel is worth, the caller included: one more for each <paramref name="worthAThread"/> of work.</summary>
    public static int CountFor(long work, long worthAThread) =>
        s_isAlone ? 1 : (int)Math.Min(Count, 1 + (work / worthAThread));

    /// <summary>
    /// Whether kernels that the current thread calls stay on it: for a thread of a program that has given every processor
    /// one already.
    /// </summary>
    public static bool IsAlone
    {
        get => s_isAlone;
        set => s_isAlone = value;
    }

    /// <summary>
    /// Shares the numbers from 0 to <paramref name="size"/> − 1 out: runs <paramref name="body"/> for each share, with its
    /// first number and the one after its last. Kernels that share matrices with as many columns give a thread the same
    /// columns, so that what one kernel wrote, the next finds in its own cache.
    /// </summary>
    /// <param name="size">How many numbers there are, ≥ 0.</param>
    /// <param name="shares">How many shares there are at most, ≥ 1; no share has fewer than 8 numbers, but for the last.</param>
    /// <param name="state">What each share is given.</param>
    /// <param name="body">A static lambda, which is made once: the call then allocates nothing.</param>
    public static void Share<TState>(
        int size,
        int shares,
        in TState state,
        Action<TState, int, int> body
    )
    {
        shares = Math.Clamp(shares, 1, Math.Max(1, (size + 7) / 8));
        Run(
            shares,
            (size, shares, state, body),
            static (all, part) =>
                all.body(
                    all.state,
                    Border(all.size, part, all.shares),
                    Border(all.size, part + 1, all.shares)
                )
        );
    }

    /// <summary>The first number of a share: a multiple of 8, a vector's or a cache line's worth of doubles, or the end.</summary>
    public static int Border(int size, int share, int shares)
    {
        int eights = (size + 7) / 8;
        return Math.Min(size, (int)((long)eights * share / shares) * 8);
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
        if (
            helpers < 1
            || s_isAlone
            || IsOneOfSeveralCallers()
            || Interlocked.CompareExchange(ref s_busy, 1, 0) != 0
        )
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
            s_current = job;
            s_callerProcessor = Thread.GetCurrentProcessorId();
            s_invited = helpers;
            s_unfinished = parts;
            Interlocked.Exchange(ref s_untaken, parts);
            if (Volatile.Read(ref s_sleeping) > 0)
            {
                lock (s_workGate)
                {
                    Monitor.PulseAll(s_workGate);
                }
            }

            Work();
            AwaitEnd();
        }
        finally
        {
            failure = s_firstFailure;
            s_firstFailure = null;
            job.State = default!;
            job.Body = null!;
            Volatile.Write(ref s_busy, 0);
        }

        failure?.Throw();
    }

    /// <summary>Whether another thread has called in the last millisecond.</summary>
    private static bool IsOneOfSeveralCallers()
    {
        int caller = Environment.CurrentManagedThreadId;
        long now = Stopwatch.GetTimestamp();
        if (s_lastCaller != caller)
        {
            s_callerChanged = s_lastCaller == 0 ? 0 : now;
            s_lastCaller = caller;
        }

        return now - s_callerChanged < s_severalCallersTicks;
    }

    private static void Start(int helpers)
    {
        if (s_started >= helpers)
        {
            return;
        }

        lock (s_startGate)
        {
            for (; s_started < helpers; s_started++)
            {
                int index = s_started;
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
        s_isAlone = true;
        while (true)
        {
            long begin = Stopwatch.GetTimestamp();
            while (
                !HasWork(index)
                && Stopwatch.GetTimestamp() - begin < s_spinTicks
                && (
                    Thread.GetCurrentProcessorId() != Volatile.Read(ref s_callerProcessor)
                    || ThreadPlacement.TryAvoid(s_callerProcessor)
                )
            )
            {
                Thread.SpinWait(8);
            }

            if (!HasWork(index))
            {
                lock (s_workGate)
                {
                    Interlocked.Increment(ref s_sleeping);
                    while (!HasWork(index))
                    {
                        Monitor.Wait(s_workGate);
                    }

                    Interlocked.Decrement(ref s_sleeping);
                }
            }

            Work();
        }
    }

    private static bool HasWork(int index) =>
        Volatile.Read(ref s_untaken) > 0 && index < Volatile.Read(ref s_invited);

    /// <summary>Takes parts until there are none. A part taken keeps its job alive, so the job is read after the taking.</summary>
    private static void Work()
    {
        int part;
        while ((part = Interlocked.Decrement(ref s_untaken)) >= 0)
        {
            try
            {
                s_current!.Execute(part);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(
                    ref s_firstFailure,
                    ExceptionDispatchInfo.Capture(exception),
                    null
                );
            }

            if (Interlocked.Decrement(ref s_unfinished) == 0 && Volatile.Read(ref s_callerSleeps))
            {
                lock (s_doneGate)
                {
                    Monitor.Pulse(s_doneGate);
                }
            }
        }
    }

    private static void AwaitEnd()
    {
        long begin = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref s_unfinished) > 0)
        {
            if (Stopwatch.GetTimestamp() - begin < s_spinTicks)
            {
                Thread.SpinWait(8);
                continue;
            }

            lock (s_doneGate)
            {
                s_callerSleeps = true;
                Interlocked.MemoryBarrier();
                while (Volatile.Read(ref s_unfinished) > 0)
                {
                    Monitor.Wait(s_doneGate);
                }

                s_callerSleeps = false;
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
