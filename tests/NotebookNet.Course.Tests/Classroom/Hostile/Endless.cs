namespace NotebookNet.Course.Tests.Classroom.Hostile;

/// <summary>Code that never ends.</summary>
internal static class Endless
{
    public static IReadOnlyList<Attack> Attacks =>
        [
            new Attack(
                "an endless loop in a function",
                AttackPlace.Function,
                "while (x0Never()) { } static bool x0Never() => true;"
            ).TimesOut(),
            new Attack(
                "an endless loop in the cell",
                AttackPlace.Cell,
                "while (true) { }"
            ).TimesOut(),
            new Attack(
                "an endless loop in a static constructor",
                AttackPlace.Cell,
                """
                static class Loop
                {
                    public static int Touched;

                    static Loop()
                    {
                        while (true) { }
                    }
                }

                int touched = Loop.Touched;
                """
            ).TimesOut(),
            new Attack(
                "an endless loop in a finally, and exceptions swallowed",
                AttackPlace.Cell,
                """
                while (true)
                {
                    try { System.Threading.Thread.Sleep(1); }
                    catch (Exception) { }
                    finally { while (Environment.TickCount64 >= 0) { } }
                }
                """
            ).TimesOut(),
            new Attack(
                "waiting for ever in a function",
                AttackPlace.Function,
                "System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);"
            ).TimesOut(),
            new Attack(
                "two locks that wait for each other",
                AttackPlace.Function,
                """
                object one = new(), other = new();
                var second = new System.Threading.Thread(() => { lock (other) { System.Threading.Thread.Sleep(50); lock (one) { } } });
                lock (one) { second.Start(); System.Threading.Thread.Sleep(100); lock (other) { } }
                """
            ).TimesOut(),
            new Attack(
                "an exception whose message never ends",
                AttackPlace.Cell,
                """
                class Talkative : Exception
                {
                    public override string Message { get { while (true) { } } }

                    public override string ToString() => Message;
                }

                throw new Talkative();
                """
            ).MeetsLimit(),
            new Attack(
                "threads that run on",
                AttackPlace.Cell,
                """
                for (int i = 0; i < 4; i++)
                {
                    new System.Threading.Thread(() => { while (true) { } }).Start();
                }
                """
            ),
            new Attack(
                "a finalizer and a handler of the process's exit that hang",
                AttackPlace.Cell,
                """
                class Clinging
                {
                    ~Clinging()
                    {
                        while (true) { }
                    }
                }

                new Clinging();
                GC.Collect();
                AppDomain.CurrentDomain.ProcessExit += (_, _) => { while (true) { } };
                Console.CancelKeyPress += (_, stop) => stop.Cancel = true;
                """
            ),
            new Attack(
                "a task that waits for its own result",
                AttackPlace.Cell,
                """
                var never = new System.Threading.Tasks.TaskCompletionSource();
                await never.Task;
                """
            ).TimesOut(),
        ];
}
