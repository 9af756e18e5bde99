using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using TuiSetup.VCenterSim.Http;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Operations;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim;

/// <summary>
/// A vCenter that is not one: speaks vim25 over TLS on loopback, with the rules of PVLAN maps, mirror sessions,
/// config versions and port groups, and goes wrong when told to.
/// </summary>
internal sealed class VCenterServer : IAsyncDisposable
{
    /// <summary>Elements that a release does not know yet.</summary>
    private static readonly (string Element, string Since)[] Newer = [("macManagementPolicy", "6.7"), ("netstack", "6.7"), ("migrateConnect", "6.7")];

    private readonly Dictionary<string, Operation> _operations;
    private readonly SchemaCheck? _schema;
    private readonly HttpServer _http;

    public VCenterServer(Profile profile, SchemaCheck? schema = null, X509Certificate2? certificate = null, int port = 0)
    {
        Inventory = new Inventory(profile);
        Tasks = new TaskRunner(Inventory, TimeProvider.System);
        Properties = new PropertyOperations(Inventory, TimeProvider.System);
        _schema = schema;
        _operations = new SessionOperations(Inventory, Sessions).All
            .Concat(new ViewOperations(Inventory).All)
            .Concat(Properties.All)
            .Concat(new DvsOperations(Inventory, Tasks, Troubles).All)
            .Concat(new PortgroupOperations(Inventory, Tasks, Troubles).All)
            .Concat(new MachineOperations(Inventory, Tasks, Troubles).All)
            .Concat(new HostNetworkOperations(Inventory).All)
            .ToDictionary(operation => operation.Item1, operation => operation.Item2);
        Certificate = certificate ?? TestCertificate.Create();
        _http = new HttpServer(() => Certificate, HandleAsync, port);
    }

    public Inventory Inventory { get; }

    public SessionStore Sessions { get; } = new();

    public TaskRunner Tasks { get; }

    public Troubles Troubles { get; } = new();

    public PropertyOperations Properties { get; }

    public X509Certificate2 Certificate { get; set; }

    public int Port => _http.Port;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{Port}");

    /// <summary>Whether connections are cut, as when the network is gone.</summary>
    public bool IsAway { get => _http.IsAway; set => _http.IsAway = value; }

    /// <summary>How often each method was called.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = [];

    /// <summary>Requests that are not as the schema has them.</summary>
    public ConcurrentQueue<string> Rejected { get; } = [];

    public ValueTask DisposeAsync() => _http.DisposeAsync();

    private async Task<HttpResponse> HandleAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.Path.EndsWith("/vimServiceVersions.xml", StringComparison.Ordinal))
        {
            return Troubles.Take("versions")?.Instead ?? Versions();
        }

        if (request.Method != "POST" || !request.Path.StartsWith("/sdk", StringComparison.Ordinal))
        {
            return new HttpResponse(404, "text/html", Encoding.ASCII.GetBytes("<html>404 Not Found</html>"));
        }

        var body = XDocument.Parse(Encoding.UTF8.GetString(request.Body)).Root!.Element(Vim.Envelope + "Body")!.Elements().First();
        var method = body.Name.LocalName;
        Calls.AddOrUpdate(method, 1, (_, count) => count + 1);
        var trouble = Troubles.Take(method);
        if (trouble?.Instead is { } instead)
        {
            return instead;
        }

        var answer = await AnswerAsync(request, method, body, trouble?.Fault, cancel);
        return trouble?.Then?.Invoke(answer) ?? answer;
    }

    private async Task<HttpResponse> AnswerAsync(HttpRequest request, string method, XElement body, SimFault? trouble, CancellationToken cancel)
    {
        try
        {
            if (trouble is not null)
            {
                throw trouble;
            }

            CheckRequest(request["SOAPAction"], body);
            if (!_operations.TryGetValue(method, out var operation))
            {
                throw new SimFault("MethodNotFound", $"The method {method} is not simulated.", ("receiver", Vim.Ref("receiver", body.At("_this")!.ToRef())), ("method", method));
            }

            var call = new Call(method, body.At("_this")!.ToRef(), body, Sessions.Find(request["Cookie"], Inventory.Profile.QuotesCookie), cancel);
            Task<IEnumerable<XElement>> work;
            lock (Inventory.Gate)
            {
                work = operation(call);
                if (work.IsCompletedSuccessfully)
                {
                    work = Task.FromResult<IEnumerable<XElement>>([.. work.Result]);
                }
            }

            var response = Respond(200, Vim.New(method + "Response", [.. await work]));
            return method == "Login" ? response with { Headers = [("Set-Cookie", Cookie())] } : response;
        }
        catch (SimFault fault)
        {
            return Respond(500, fault.ToSoap());
        }
    }

    private void CheckRequest(string action, XElement body)
    {
        if (_schema?.Find(body) is { } wrong)
        {
            Rejected.Enqueue($"{wrong} {body}");
            throw new SimFault("InvalidRequest", $"Unexpected element while parsing {body.Name.LocalName}: {wrong}");
        }

        var version = action.Trim('"').Split('/')[^1];
        foreach (var (element, since) in Newer)
        {
            if (IsOlder(version, since) && body.Descendants(Vim.Namespace + element).Any())
            {
                Rejected.Enqueue($"{element} in {version}");
                throw new SimFault("InvalidRequest", $"Unexpected element tag \"{element}\" seen while parsing serialized DataObject");
            }
        }
    }

    private static bool IsOlder(string version, string other)
        => System.Version.TryParse(version, out var left) && left < System.Version.Parse(other);

    private string Cookie()
        => SessionStore.Cookie(Sessions.Last!, Inventory.Profile.QuotesCookie) + (Inventory.Profile.QuotesCookie ? "; Path=/; HttpOnly; Secure" : "; HttpOnly");

    private HttpResponse Versions() => Xml(200, new XElement(
        "namespaces",
        new XAttribute("version", "1.0"),
        new XElement(
            "namespace",
            new XElement("name", "urn:vim25"),
            new XElement("version", Inventory.Profile.Versions[0]),
            new XElement("priorVersions", Inventory.Profile.Versions.Skip(1).Select(version => new XElement("version", version))))));

    /// <summary>An envelope with the prefixes that a vCenter uses.</summary>
    private static HttpResponse Respond(int status, XElement content) => Xml(status, new XElement(
        Vim.Envelope + "Envelope",
        new XAttribute(XNamespace.Xmlns + "soapenv", Vim.Envelope),
        new XAttribute(XNamespace.Xmlns + "xsd", Vim.Schema),
        new XAttribute(XNamespace.Xmlns + "xsi", Vim.Instance),
        new XElement(Vim.Envelope + "Body", content)));

    private static HttpResponse Xml(int status, XElement root)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            root.Save(writer);
        }

        return new HttpResponse(status, "text/xml; charset=utf-8", buffer.ToArray());
    }
}
