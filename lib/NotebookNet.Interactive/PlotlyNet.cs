using System.Runtime.CompilerServices;

// A notebook that loads this assembly has Plotly.NET's charts for C# too.
[assembly: TypeForwardedTo(typeof(Plotly.NET.CSharp.Chart))]
