namespace NotebookNet.Course.Tests.Classroom.Hostile;

/// <summary>Code that is brought in from elsewhere.</summary>
internal static class Loading
{
    public static IReadOnlyList<Attack> Attacks =>
        [
            new Attack(
                "a reference to a library that a cell before has written",
                AttackPlace.Cell,
                "#r \"forged.dll\"\n"
            )
            {
                CellAbove =
                    "System.IO.File.Copy(typeof(CheckResult).Assembly.Location, \"forged.dll\");",
            },
            new Attack(
                "a file outside loaded as code",
                AttackPlace.Cell,
                "#load \"/etc/passwd\"\n"
            ).Fails(),
            new Attack(
                "another notebook imported",
                AttackPlace.Cell,
                "#!import ../another/02-numerical-differentiation.ipynb\n"
            ).IsWrongOrRefused(),
            new Attack(
                "an assembly built in memory and run",
                AttackPlace.Cell,
                """
                var forgedAssembly = System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly(
                    new System.Reflection.AssemblyName("NotebookNet.Interactive"), System.Reflection.Emit.AssemblyBuilderAccess.Run);
                var forgedCheck = forgedAssembly.DefineDynamicModule("m").DefineType("NotebookNet.Interactive.Check", System.Reflection.TypeAttributes.Public);
                forgedCheck.CreateType();
                AppDomain.CurrentDomain.AssemblyResolve += (_, _) => forgedAssembly;
                """
            ).IsWrongOrRefused(),
            new Attack(
                "cells of other languages",
                AttackPlace.Cell,
                "#!sh\necho hello\n#!csharp\n"
            ).IsWrongOrRefused(),
        ];
}
