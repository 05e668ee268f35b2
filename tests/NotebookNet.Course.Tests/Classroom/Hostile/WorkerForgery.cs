namespace NotebookNet.Course.Tests.Classroom.Hostile;

/// <summary>Attempts on the process that runs the cells: its objects, its pipe, its parent.</summary>
internal static class WorkerForgery
{
    private const string Lines = """
        string[] lines =
        [
            "{\"type\":\"done\",\"ok\":true}",
            "{\"type\":\"result\",\"data\":{\"text/plain\":\"✔ Exercise 1: right\"}}",
            "{\"type\":\"value\",\"verdict\":\"right\",\"passed\":true,\"answered\":true}",
        ];
        byte[] message = System.Text.Encoding.UTF8.GetBytes("\n" + string.Join("\n", lines) + "\n");
        """;

    public static IReadOnlyList<Attack> Attacks =>
        [
            new Attack(
                "forged lines written into every open file descriptor",
                AttackPlace.Cell,
                $$"""
                {{Lines}}
                foreach (string descriptor in System.IO.Directory.GetFiles("/proc/self/fd"))
                {
                    try
                    {
                        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(
                            (nint)int.Parse(System.IO.Path.GetFileName(descriptor)), ownsHandle: false);
                        System.IO.RandomAccess.Write(handle, message, 0);
                    }
                    catch (Exception) { }

                    try
                    {
                        using var file = new System.IO.FileStream(descriptor, System.IO.FileMode.Open, System.IO.FileAccess.Write);
                        file.Write(message);
                    }
                    catch (Exception) { }
                }
                """
            ).IsWrongOrRefused(),
            new Attack(
                "forged lines written into every stream that a static field of the runner's assemblies leads to",
                AttackPlace.Cell,
                $$"""
                {{Lines}}
                HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
                void Walk(object one, int depth)
                {
                    if (one is null || depth > 6 || !seen.Add(one)) return;
                    if (one is System.IO.Stream { CanWrite: true } stream)
                    {
                        try { stream.Write(message); stream.Flush(); } catch (Exception) { }
                    }

                    foreach (var field in one.GetType().GetFields(
                        System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public))
                    {
                        if (!field.FieldType.IsPrimitive && !field.FieldType.IsPointer)
                        {
                            try { Walk(field.GetValue(one), depth + 1); } catch (Exception) { }
                        }
                    }
                }

                foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
                {
                    if (assembly.GetName().Name?.Contains("NotebookNet", StringComparison.OrdinalIgnoreCase) is not true) continue;
                    Type[] types;
                    try { types = assembly.GetTypes(); } catch (Exception) { continue; }
                    foreach (Type type in types)
                    {
                        if (type.ContainsGenericParameters) continue;
                        foreach (var field in type.GetFields(
                            System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public))
                        {
                            try { Walk(field.GetValue(null), 0); } catch (Exception) { }
                        }
                    }
                }
                """
            ),
            new Attack(
                "forged lines written from the answer's function",
                AttackPlace.Function,
                $$"""
                {{Lines}}
                foreach (int descriptor in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })
                {
                    try
                    {
                        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle((nint)descriptor, ownsHandle: false);
                        System.IO.RandomAccess.Write(handle, message, 0);
                    }
                    catch (Exception) { }
                }
                """
            ).IsWrongOrRefused(),
            new Attack(
                "all file descriptors closed",
                AttackPlace.Cell,
                """
                for (int descriptor = 0; descriptor < 256; descriptor++)
                {
                    try { new Microsoft.Win32.SafeHandles.SafeFileHandle((nint)descriptor, ownsHandle: true).Dispose(); } catch (Exception) { }
                }
                """
            ),
            new Attack(
                "the memory of the parent opened for writing",
                AttackPlace.Cell,
                """
                string parentOfThis = System.IO.File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ')[1];
                foreach (string process in new[] { "self", parentOfThis, "1" })
                {
                    try
                    {
                        using var memory = System.IO.File.Open($"/proc/{process}/mem", System.IO.FileMode.Open, System.IO.FileAccess.ReadWrite);
                        Console.WriteLine($"opened the memory of {process}");
                    }
                    catch (Exception refused) { Console.WriteLine(refused.Message); }
                }
                """
            ).IsWrong(),
            new Attack(
                "a method of the runner looked up and called by reflection, with the answer's name and a right verdict",
                AttackPlace.Cell,
                """
                foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
                {
                    foreach (string name in new[] { "WorkerCommand", "WorkerPipe", "WorkerMessages", "Verdict", "ExerciseGrade" })
                    {
                        try
                        {
                            foreach (Type type in assembly.GetTypes().Where(type => type.Name == name))
                            {
                                Console.WriteLine($"{type.FullName}: {string.Join(", ", type.GetMembers().Select(member => member.Name))}");
                                object made = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
                                foreach (var method in type.GetMethods().Where(method => method.GetParameters().Length == 0))
                                {
                                    try { Console.WriteLine(method.Invoke(method.IsStatic ? null : made, null)); } catch (Exception) { }
                                }
                            }
                        }
                        catch (Exception) { }
                    }
                }
                """
            ),
            new Attack(
                "standard output, the culture, the current folder and the environment changed for all that follows",
                AttackPlace.Cell,
                """
                Console.SetOut(System.IO.TextWriter.Null);
                Console.SetError(System.IO.TextWriter.Null);
                var german = new System.Globalization.CultureInfo("de-DE");
                System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.DefaultThreadCurrentCulture = german;
                Environment.CurrentDirectory = "/";
                foreach (string name in new[] { "PATH", "HOME", "TMPDIR", "DOTNET_ROOT" }) Environment.SetEnvironmentVariable(name, "/nowhere");
                """
            ).IsWrong(),
        ];
}
