namespace NotebookNet.Course.Tests.Classroom.Hostile;

/// <summary>Code that reads, changes or sends what is not its own.</summary>
internal static class Trespasses
{
    public static IReadOnlyList<Attack> Attacks =>
        [
            new Attack(
                "all files of its folder and of the one above deleted",
                AttackPlace.Cell,
                """
                foreach (string folder in new[] { ".", ".." })
                {
                    try
                    {
                        foreach (string path in System.IO.Directory.GetFileSystemEntries(folder))
                        {
                            try
                            {
                                if (System.IO.Directory.Exists(path)) System.IO.Directory.Delete(path, recursive: true);
                                else System.IO.File.Delete(path);
                            }
                            catch (Exception) { }
                        }
                    }
                    catch (Exception) { }
                }
                """
            ).IsWrong(),
            new Attack(
                "files deleted from a function",
                AttackPlace.Function,
                """
                foreach (string path in System.IO.Directory.GetFiles("."))
                {
                    try { System.IO.File.Delete(path); } catch (Exception) { }
                }
                """
            ).IsWrong(),
            new Attack(
                "the course's data and library overwritten",
                AttackPlace.Cell,
                """
                foreach (string path in new[] { "../data/forged.txt", "../../../data/forged.txt", typeof(CheckResult).Assembly.Location, "submission.ipynb" })
                {
                    try { System.IO.File.WriteAllText(path, "forged"); } catch (Exception) { }
                }
                """
            ).IsWrong(),
            new Attack(
                "other students' submissions and the home folder read and printed",
                AttackPlace.Cell,
                """
                foreach (string folder in new[] { "..", "../..", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "/tmp" })
                {
                    try
                    {
                        var found = System.IO.Directory.EnumerateFiles(folder, "*", new System.IO.EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true });
                        foreach (string path in found.Take(50))
                        {
                            try { Console.WriteLine($"{path}: {System.IO.File.ReadAllText(path)[..20]}"); } catch (Exception) { }
                        }
                    }
                    catch (Exception) { }
                }
                """
            ).IsWrong(),
            new Attack(
                "a connection to another machine and one to this",
                AttackPlace.Cell,
                """
                foreach (string host in new[] { "192.0.2.1", "127.0.0.1" })
                {
                    try
                    {
                        using var socket = new System.Net.Sockets.Socket(
                            System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                        var connected = socket.ConnectAsync(host, 80);
                        Console.WriteLine($"{host}: {connected.Wait(500)}");
                    }
                    catch (Exception refused) { Console.WriteLine(refused.Message); }
                }
                """
            ).IsWrong(),
            new Attack(
                "a server that waits for whoever comes",
                AttackPlace.Cell,
                """
                try
                {
                    var server = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
                    server.Start();
                    server.AcceptTcpClientAsync();
                }
                catch (Exception refused) { Console.WriteLine(refused.Message); }
                """
            ).IsWrong(),
            new Attack(
                "the folder replaced by links to the root of the file system",
                AttackPlace.Cell,
                """
                foreach (string name in new[] { "root", "feedback", "grades.csv" })
                {
                    try { System.IO.File.CreateSymbolicLink(name, "/"); } catch (Exception) { }
                }
                """
            ).IsWrong(),
        ];
}
