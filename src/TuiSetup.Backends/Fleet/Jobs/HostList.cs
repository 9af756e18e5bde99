using System.Collections.Immutable;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>Hosts as they are given: names between commas, or a file with a line for each, <c>NAME KEY=VALUE...</c></summary>
public static class HostList
{
    private const int Most = 100_000;

    /// <exception cref="ProblemException">There is none, or some are wrong; all that is wrong is in it.</exception>
    public static ImmutableArray<JobHost> Read(string text)
    {
        var problems = new List<Problem>();
        var hosts = text.Contains('/', StringComparison.Ordinal) || File.Exists(text)
            ? ReadFile(text, problems)
            : [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => Host(name, [], "--hosts", problems))];
        problems.AddRange(hosts.GroupBy(host => host.Name).Where(same => same.Count() > 1)
            .Select(same => Error(text, T($"'{same.Key}' is there {same.Count()} times."), T("Name each host once."))));
        if (hosts.Count == 0 && problems.Count == 0)
        {
            problems.Add(Error(text, T("No host is named."), T("Give names between commas, or a file with one a line.")));
        }

        return problems.Count == 0 ? [.. hosts] : throw new ProblemException(problems);
    }

    private static List<JobHost> ReadFile(string path, List<Problem> problems)
    {
        try
        {
            var hosts = new List<JobHost>();
            var number = 0;
            foreach (var line in File.ReadLines(path))
            {
                number++;
                var words = line.Split('#', 2)[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 0)
                {
                    hosts.Add(Host(words[0], words[1..], $"{path}:{number}", problems));
                }

                if (hosts.Count > Most)
                {
                    problems.Add(Error(path, T($"There are more than {Most} hosts."), T("Make several jobs of them.")));
                    break;
                }
            }

            return hosts;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(Error(path, T($"The list of hosts cannot be read: {unreadable.Message}"), T("Check the path and its permissions.")));
            return [];
        }
    }

    private static JobHost Host(string name, string[] pairs, string place, List<Problem> problems)
    {
        if (!FleetNames.IsName(name))
        {
            problems.Add(Error(place, T($"'{name}' is no name for a host."), T("Letters, digits, '.', '-' and '_'.")));
        }

        var variables = ImmutableDictionary<string, string>.Empty.Add("host", name);
        foreach (var pair in pairs)
        {
            var parts = pair.Split('=', 2);
            if (parts.Length != 2 || parts[0].Length == 0 || parts[0] == "host")
            {
                problems.Add(Error(place, T($"'{pair}' is not NAME=VALUE."), T("Correct it; 'host' is the host's own name.")));
            }
            else
            {
                variables = variables.SetItem(parts[0], parts[1]);
            }
        }

        return new JobHost(name, variables);
    }

    private static Problem Error(string place, string message, string remedy)
        => new() { Severity = Severity.Error, Place = place, Message = message, Remedy = remedy };
}
