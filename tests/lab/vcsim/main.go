// vcsim on loopback: the simulator of Debian's golang-github-vmware-govmomi-dev, which has the library but no program.
// It prints its URL when it is ready, and ends with SIGTERM.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"github.com/vmware/govmomi/simulator"
)

func main() {
	model := simulator.VPX()
	flag.IntVar(&model.ClusterHost, "hosts", 4, "hosts of the cluster")
	flag.IntVar(&model.Machine, "machines", 20, "machines of the cluster")
	flag.IntVar(&model.Portgroup, "portgroups", 4, "distributed port groups")
	delay := flag.Int("move-delay", 0, "milliseconds that each ReconfigVM_Task takes")
	flag.Parse()
	model.Host = 0
	if *delay > 0 {
		model.DelayConfig.MethodDelay = map[string]int{"ReconfigVM_Task": *delay}
	}

	if err := model.Create(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}

	model.Service.RegisterEndpoints = true
	model.Service.Listen = &url.URL{Host: "127.0.0.1:0", User: url.UserPassword("admin", "secret")}
	model.Service.TLS = new(tls.Config)
	model.Service.ServeMux = http.NewServeMux()
	server := model.Service.NewServer()
	fmt.Printf("https://%s\n", server.URL.Host)

	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGINT, syscall.SIGTERM)
	<-ended
	model.Remove()
}
