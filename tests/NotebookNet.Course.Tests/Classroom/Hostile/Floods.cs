namespace NotebookNet.Course.Tests.Classroom.Hostile;

/// <summary>Code that takes more than its share of processes, memory or disk.</summary>
internal static class Floods
{
    public static IReadOnlyList<Attack> Attacks =>
        [
            new Attack(
                "three hundred processes, each of which sleeps",
                AttackPlace.Cell,
                """
                for (int i = 0; i < 300; i++)
                {
                    System.Diagnostics.Process.Start("sleep", "60");
                }
                """
            ),
            new Attack(
                "10 GB of output",
                AttackPlace.Cell,
                """
                string megabyte = new('x', 1 << 20);
                for (int i = 0; i < 10_240; i++) Console.WriteLine(megabyte);
                """
            ),
            new Attack(
                "10 GB of output from a function",
                AttackPlace.Function,
                "string wide = new('x', 1 << 20);\nfor (int i = 0; i < 10_240; i++) Console.Write(wide);"
            ),
            new Attack(
                "a million displays",
                AttackPlace.Cell,
                "for (int i = 0; i < 1_000_000; i++) display(i);"
            ),
            new Attack(
                "100 GB of memory",
                AttackPlace.Function,
                """
                List<byte[]> hoard = [];
                for (int i = 0; i < 200; i++)
                {
                    byte[] block = new byte[1 << 29];
                    Array.Fill(block, (byte)1);
                    hoard.Add(block);
                }
                honest = hoard.Count < 200;
                """
            ).MeetsLimit(),
            new Attack(
                "output for ever from a task",
                AttackPlace.Cell,
                "System.Threading.Tasks.Task.Run(() => { while (true) { Console.WriteLine(\"still here\"); System.Threading.Thread.Sleep(1); } });"
            ),
            new Attack(
                "2 GB of files",
                AttackPlace.Cell,
                """
                byte[] full = new byte[1 << 24];
                for (int i = 0; i < 128; i++)
                {
                    using var file = new System.IO.FileStream("filling.bin", System.IO.FileMode.Append);
                    file.Write(full);
                }
                """
            ),
        ];
}
