using TuiSetup.Core.Probes;

namespace TuiSetup.Tests.Core.Probes;

public sealed class ProbeTextTests
{
    private static readonly ProbeHost[] Hosts = [new("gw", "promiscuous", "192.0.2.1"), new("a", "isolated", "192.0.2.11"), new("b-with-a-long-name", "isolated", "192.0.2.12"), new("c", "community 102", "", Missing: "Its host is not on this machine.")];

    [Fact]
    public void Promises_stand_beside_what_was_measured_and_what_differs_is_told_first()
    {
        var report = new ProbeReport(
            [.. Hosts],
            [
                Pair(0, 1, true, Passage.Direct), Pair(0, 2, true, Passage.None), Pair(1, 0, true, Passage.Direct), Pair(1, 2, false, Passage.Relayed),
                Pair(2, 0, true, Passage.Direct), Pair(2, 1, false, Passage.Direct), new("gw", "c", true, []),
            ],
            Unasked: 3);

        Assert.False(report.IsAsPromised);
        Assert.Equal(
            """
            2 pairs are NOT as promised, of 6 measured.
            ! gw -> b-with-a-long-name: promised yes; ARP does not pass, ICMP does not pass
            ! b-with-a-long-name -> a: promised no; ARP passes, ICMP passes

                                              1  2  3  4
             1 gw              promiscuous    . ++ +! +?
             2 a               isolated      ++  . -r ??
             3 b-with-a-long-~ isolated      ++ -!  . ??
             4 c               community 102 ?? ?? ??  .

            Rows reach columns. First promised, then measured: + yes, - no,
            ! not as promised, r by a relay alone, ? not measured.
            c: Its host is not on this machine.
            3 hosts were not asked: there is room for 12.

            """,
            ProbeText.Of(report));
    }

    [Fact]
    public void All_as_promised_is_one_sentence()
    {
        var report = new ProbeReport([.. Hosts[..2]], [Pair(0, 1, true, Passage.Direct), Pair(1, 0, true, Passage.Direct)]);

        Assert.True(report.IsAsPromised);
        Assert.Equal("As promised: 2 pairs measured with ARP, ICMP and TCP.", ProbeText.Headline(report));
    }

    [Fact]
    public void What_could_not_be_measured_proves_nothing()
    {
        var report = new ProbeReport([.. Hosts[..2]], [new("gw", "a", true, [])]);

        Assert.False(report.IsAsPromised);
        Assert.Equal("Nothing could be measured.", ProbeText.Headline(report));
    }

    [Fact]
    public void The_matrix_of_as_many_hosts_as_there_is_room_for_fits_a_window()
    {
        var hosts = Enumerable.Range(1, ProbeText.MaxHosts).Select(number => new ProbeHost($"interface-{number:000}", "community 4094", "")).ToArray();

        Assert.All(ProbeText.Of(new ProbeReport([.. hosts], [])).Split('\n'), line => Assert.InRange(line.Length, 0, 70));
    }

    private static ProbePair Pair(int from, int to, bool isPromised, Passage passage)
        => new(Hosts[from].Name, Hosts[to].Name, isPromised, [new("ARP", passage), new("ICMP", passage)]);
}
