document.getElementById('app').textContent = 'Netallion AI Assurance';
