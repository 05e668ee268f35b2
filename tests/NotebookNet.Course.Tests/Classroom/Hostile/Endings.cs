namespace NotebookNet.Course.Tests.Classroom.Hostile;

/// <summary>Code that ends its process, or another.</summary>
internal static class Endings
{
    public static IReadOnlyList<Attack> Attacks =>
        [
            new Attack(
                "`Environment.Exit(0)` in the cell",
                AttackPlace.Cell,
                "Environment.Exit(0);"
            ).Fails(),
            new Attack(
                "`Environment.Exit(0)` in a function",
                AttackPlace.Function,
                "Environment.Exit(0);"
            ).Fails(),
            new Attack(
                "`Environment.FailFast`",
                AttackPlace.Function,
                "Environment.FailFast(\"over\");"
            ).Fails(),
            new Attack(
                "a recursion without an end",
                AttackPlace.Function,
                "int Deep(int n) => n < 0 ? 0 : Deep(n + 1) + Deep(n + 2);\nif (Deep(1) == 7) honest = true;"
            ).Fails(),
            new Attack(
                "the process kills itself",
                AttackPlace.Cell,
                "System.Diagnostics.Process.GetCurrentProcess().Kill();"
            ).Fails(),
            new Attack(
                "the parent of the process is killed",
                AttackPlace.Cell,
                """
                string parentId = System.IO.File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ')[1];
                System.Diagnostics.Process.GetProcessById(int.Parse(parentId)).Kill();
                """
            ),
            new Attack(
                "an address that is not there is written",
                AttackPlace.Function,
                "System.Runtime.InteropServices.Marshal.WriteInt32((nint)8, 1);"
            ).Fails(),
            new Attack(
                "an exception on a thread of its own",
                AttackPlace.Cell,
                """
                var failing = new System.Threading.Thread(() => throw new InvalidOperationException("on another thread"));
                failing.Start();
                failing.Join();
                System.Threading.Thread.Sleep(500);
                """
            ).IsWrongOrRefused(),
            new Attack(
                "signals sent to the whole group of processes",
                AttackPlace.Cell,
                "System.Diagnostics.Process.Start(\"sh\", [\"-c\", \"kill -STOP 0; kill -TERM 0; kill -KILL 0\"])?.WaitForExit();"
            ),
        ];
}
