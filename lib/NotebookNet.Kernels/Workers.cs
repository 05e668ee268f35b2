using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using MathNet.Numerics;

namespace NotebookNet.Kernels;

/// <summary>The threads that kernels share. What a kernel computes never depends on how many there are.</summary>
/// <remarks>
/// One job runs at a time, and its caller works on it too; whoever finds the workers taken (a kernel within a kernel,
/// a second thread) does its parts alone. Once parts are handed out, their caller stays until all have ended, since they
/// write to memory that is its own: neither an exception nor <see cref="Thread.Interrupt"/> takes it away before.
/// </remarks>
internal static class Workers
{
    private static readonly object s_workGate = new();
    private static readonly object s_doneGate = new();

    private static int s_limit;
    private static int s_started;
    private static volatile bool s_ended;
    private static int s_busy;
    private static Job? s_current;
    private static int s_invited;

    /// <summary>How many parts nobody has taken; it drops below 0 as workers come too late.</summary>
    private static int s_untaken;
    private static int s_unfinished;
    private static int s_sleeping;
    private static bool s_callerSleeps;
    private static ExceptionDispatchInfo? s_firstFailure;

    /// <summary>
    /// Whether kernels that the current thread calls stay on it: for a thread of a program that has given every processor
    /// one already.
    /// </summary>
    [ThreadStatic]
    public static bool IsAlone;

    /// <summary>
    /// How long a worker without work, and a caller without its workers' results, spins before it sleeps: in a training step
    /// the next job is near. What that is worth, <c>threads</c> of the benchmarks measures.
    /// </summary>
    public static TimeSpan SpinTime { get; set; } = TimeSpan.FromMicroseconds(100);

    /// <summary>
    /// The number of threads that work on a kernel, the caller included: what <see cref="ThreadLimit"/> allows, and fewer
    /// where <see cref="Control.MaxDegreeOfParallelism"/> was set below the number of processors.
    /// </summary>
    /// <exception cref="InvalidOperationException">The environment variable that sets the limit holds no such number.</exception>
    public static int Count
    {
        get
        {
            if (s_limit == 0)
            {
                s_limit = ThreadLimit.Of(
                    Environment.GetEnvironmentVariable(ThreadLimit.Variable),
                    Environment.ProcessorCount,
                    ProcessorQuota.Read()
                );
            }

            int asked = Control.MaxDegreeOfParallelism;
            return asked < Environment.ProcessorCount ? Math.Min(asked, s_limit) : s_limit;
        }
    }

    /// <summary>The number of threads that a kernel is worth, the caller included: one more for each <paramref name="worthAThread"/> of work.</summary>
    public static int CountFor(long work, long worthAThread) =>
        IsAlone ? 1 : (int)Math.Min(Count, 1 + (work / worthAThread));

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
    public static void Run<TState>(int parts, in TState state, Action<TState, int> body)
    {
        int helpers = IsAlone || s_ended ? 0 : Math.Min(Count, parts) - 1;
        if (helpers < 1 || Interlocked.CompareExchange(ref s_busy, 1, 0) != 0)
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
            (job.State, job.Body) = (state, body);
            s_current = job;
            s_invited = helpers;
            RunCurrent(parts);
        }
        finally
        {
            failure = s_firstFailure;
            s_firstFailure = null;
            s_current = null;
            (job.State, job.Body) = (default!, null!);
            Volatile.Write(ref s_busy, 0);
        }

        failure?.Throw();
    }

    /// <summary>Hands the parts out and returns when all have ended; throws nothing.</summary>
    private static void RunCurrent(int parts)
    {
        s_unfinished = parts;
        Interlocked.Exchange(ref s_untaken, parts);

        // Workers whose waking is interrupted sleep on and leave their parts to the others.
        bool interrupted = IsInterrupted(WakeWorkers);
        Work();
        while (!HaveAllEnded())
        {
            interrupted |= IsInterrupted(AwaitEnd);
        }

        if (interrupted)
        {
            // The thread's next wait throws what this one was not to.
            Thread.CurrentThread.Interrupt();
        }
    }

    private static bool IsInterrupted(Action wait)
    {
        try
        {
            wait();
            return false;
        }
        catch (ThreadInterruptedException)
        {
            return true;
        }
    }

    private static void WakeWorkers()
    {
        if (Volatile.Read(ref s_sleeping) > 0)
        {
            lock (s_workGate)
            {
                Monitor.PulseAll(s_workGate);
            }
        }
    }

    private static void AwaitEnd()
    {
        if (Spin(HaveAllEnded))
        {
            return;
        }

        lock (s_doneGate)
        {
            s_callerSleeps = true;
            Interlocked.MemoryBarrier();
            try
            {
                while (!HaveAllEnded())
                {
                    Monitor.Wait(s_doneGate);
                }
            }
            finally
            {
                s_callerSleeps = false;
            }
        }
    }

    private static bool HaveAllEnded() => Volatile.Read(ref s_unfinished) == 0;

    /// <summary>Waits for at most <see cref="SpinTime"/>.</summary>
    /// <returns>Whether the condition holds.</returns>
    private static bool Spin(Func<bool> condition)
    {
        long begin = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(begin) >= SpinTime)
            {
                return false;
            }

            Thread.SpinWait(8);
        }

        return true;
    }

    private static void Start(int helpers)
    {
        if (
            s_started == 0
            && AssemblyLoadContext.GetLoadContext(typeof(Workers).Assembly)
                is { IsCollectible: true } context
        )
        {
            // A thread that runs an assembly's code keeps it loaded.
            context.Unloading += static _ => End();
        }

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

    /// <summary>Lets the workers go for good; later calls are done by their callers alone.</summary>
    private static void End()
    {
        s_ended = true;
        lock (s_workGate)
        {
            Monitor.PulseAll(s_workGate);
        }
    }

    private static void Serve(int index)
    {
        IsAlone = true;
        Func<bool> isWanted = () =>
            s_ended || (Volatile.Read(ref s_untaken) > 0 && index < Volatile.Read(ref s_invited));
        while (!s_ended)
        {
            if (!Spin(isWanted))
            {
                lock (s_workGate)
                {
                    Interlocked.Increment(ref s_sleeping);
                    while (!isWanted())
                    {
                        Monitor.Wait(s_workGate);
                    }

                    Interlocked.Decrement(ref s_sleeping);
                }
            }

            Work();
        }
    }

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
