using System.Text;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Nftables;

/// <summary>
/// A table of nftables as a whole: a map of its sets and chains, each a list of its lines as nft(8) writes them. It is
/// replaced in one transaction, so no packet meets half of it.
/// </summary>
internal sealed class TableOperation(INft nft) : IHostOperation
{
    public const string OperationName = "nft-table";

    public string Name => OperationName;

    /// <param name="family">inet, arp, bridge, ip, ip6 or netdev.</param>
    /// <param name="name">Its name.</param>
    public static string Target(string family, string name) => $"table {family} {name}";

    /// <summary>The table as steps have it; nothing without one.</summary>
    public static Value Of(NftTable? table)
        => table is null
            ? Value.Nothing
            : Value.Map(table.Sets.Select(set => ("set " + set.Name, Value.List(new[] { "type " + set.Type + ";" }.Concat(set.IsInterval ? ["flags interval;"] : []).Concat(set.Elements))))
                .Concat(table.Chains.Select(chain => ("chain " + chain.Name, Value.List((chain.Hook is { } hook ? [Base(hook)] : Array.Empty<string>()).Concat(chain.Rules.Select(rule => rule.Text)))))));

    /// <summary>The line that makes a chain a base chain.</summary>
    public static string Base(NftHook hook) => $"type {hook.Type} hook {hook.Name} priority {hook.Priority}; policy {hook.Policy};";

    /// <summary>What makes a table be so and no other, in the language of nft(8).</summary>
    /// <param name="target">The table, as <see cref="Target"/> has it.</param>
    /// <param name="wanted">The table; nothing removes it.</param>
    public static string Script(string target, Value wanted)
    {
        var script = new StringBuilder($"{target}\ndelete {target}\n");
        if (wanted.IsNothing)
        {
            return script.ToString();
        }

        script.Append(target).Append(" {\n");
        foreach (var (key, lines) in wanted.Entries)
        {
            script.Append($"\t{key} {{\n");
            if (key.StartsWith("set ", StringComparison.Ordinal))
            {
                AppendSet(script, lines.Texts);
            }
            else
            {
                script.AppendJoin("", lines.Texts.Select(line => $"\t\t{line}\n"));
            }

            script.Append("\t}\n");
        }

        return script.Append("}\n").ToString();
    }

    public Task<Value> ReadAsync(Step step, CancellationToken cancel)
        => Task.FromResult(Of(nft.Read().Tables.FirstOrDefault(table => Target(table.Family, table.Name) == step.Target)));

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        progress.Report(T("one transaction with nftables"));
        nft.Run(Script(step.Target, wanted));
        return Task.CompletedTask;
    }

    private static void AppendSet(StringBuilder script, IReadOnlyList<string> lines)
    {
        script.AppendJoin("", lines.Where(IsProperty).Select(line => $"\t\t{line}\n"));
        if (lines.Where(line => !IsProperty(line)).ToList() is { Count: > 0 } elements)
        {
            script.Append($"\t\telements = {{ {string.Join(", ", elements)} }}\n");
        }
    }

    private static bool IsProperty(string line) => line.EndsWith(';');
}
